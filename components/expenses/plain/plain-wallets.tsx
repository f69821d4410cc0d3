'use client'

import { ChevronDown } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { controlClass, Field } from '@/components/ui/field'
import { TextLink } from '@/components/ui/text-link'

export type PlainWallet = { id: string; name: string; currency: string }

type Props = {
  wallets: readonly PlainWallet[]
  /** The one that will be posted. */
  walletId: string
  /** The one whose categories the page shows. */
  shownWalletId: string
  onChange: (id: string) => void
  error?: string | undefined
}

/** Which wallet it goes to: a hidden input where there is one, a select where there are several. */
export function PlainWallets({ wallets, walletId, shownWalletId, onChange, error }: Props) {
  const router = useRouter()
  if (wallets.length < 2) return <input type="hidden" name="walletId" value={walletId} />
  const choose = (id: string) => {
    onChange(id)
    // The page then brings the categories of that wallet; what has been typed stays in the form.
    router.replace(walletLink(id), { scroll: false })
  }
  return (
    <div>
      <Field id="walletId" label="Wallet" error={error}>
        {(aria) => (
          <div className="relative">
            <select
              {...aria}
              name="walletId"
              value={walletId}
              onChange={(event) => choose(event.target.value)}
              className={`${controlClass} appearance-none pr-10 forced-colors:appearance-auto`}
            >
              {wallets.map(({ id, name, currency }) => (
                <option key={id} value={id}>
                  {name} · {currency}
                </option>
              ))}
            </select>
            <ChevronDown
              size={20}
              strokeWidth={1.75}
              className="pointer-events-none absolute inset-y-0 right-3 my-auto text-ink-soft forced-colors:hidden"
            />
          </div>
        )}
      </Field>
      <noscript>
        <p className="mt-1.5 text-sm text-ink-soft">
          For the categories of another wallet, open{' '}
          {wallets
            .filter(({ id }) => id !== shownWalletId)
            .map(({ id, name }, index) => (
              <span key={id}>
                {index > 0 && ', '}
                <TextLink href={walletLink(id)}>{name}</TextLink>
              </span>
            ))}
          .
        </p>
      </noscript>
    </div>
  )
}

function walletLink(id: string): string {
  return `?${new URLSearchParams({ wallet: id })}`
}
