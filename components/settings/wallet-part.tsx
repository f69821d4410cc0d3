'use client'

import { SelectField } from '@/components/ui/select-field'
import { showToast } from '@/components/ui/toast-store'
import { useHorizon, useMonths } from '@/lib/client/hooks/expenses'
import { mutate } from '@/lib/client/mutate'
import { AppError } from '@/lib/core/errors'
import { currencies } from '@/lib/core/money'
import type { Row } from '@/lib/domain/entities'
import { Part } from './part'
import { currencyName } from './regions'

type Props = {
  settings: Row<'settings'>
  wallets: readonly Row<'wallet'>[]
  /** The default one. */
  wallet: Row<'wallet'>
}

/** The wallet that new expenses go to, and its currency, which can change only while nothing is in it. */
export function WalletPart({ settings, wallets, wallet }: Props) {
  return (
    <>
      <Part title="Default wallet">
        {wallets.length > 1 ? (
          <div className="max-w-sm">
            <SelectField
              id="default-wallet"
              label="Default wallet"
              bare
              value={wallet.id}
              options={wallets.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(id) => void makeDefault(settings, id)}
            />
            <p className="mt-1.5 text-sm text-pretty text-ink-soft">
              Where a new device and your scripts begin.
            </p>
          </div>
        ) : (
          <p>{wallet.name}</p>
        )}
      </Part>
      <Part title={`Currency of ${wallet.name}`}>
        <Currency wallet={wallet} />
      </Part>
    </>
  )
}

function Currency({ wallet }: { wallet: Row<'wallet'> }) {
  const months = useMonths(wallet.id)
  const horizon = useHorizon(wallet.id)
  const { currency } = wallet
  const isEmpty = months?.length === 0 && horizon === null
  if (!isEmpty) {
    return (
      <>
        <p>{currencyName(currency)}</p>
        {months && (
          <p className="text-sm text-pretty text-ink-soft">
            It cannot change while the wallet holds expenses: its sums are in one currency.
          </p>
        )}
      </>
    )
  }
  return (
    <div className="max-w-sm">
      <SelectField
        id="currency"
        label={`Currency of ${wallet.name}`}
        bare
        value={currency}
        options={[...currencies].map((code) => ({ value: code, label: currencyName(code) }))}
        onChange={(code) => void changeCurrency(wallet, code)}
      />
      <p className="mt-1.5 text-sm text-pretty text-ink-soft">
        Choose it before the first expense: after that it cannot change.
      </p>
    </div>
  )
}

function makeDefault({ id: userId, defaultWalletId }: Row<'settings'>, id: string): Promise<void> {
  const defaultWallet = { from: { defaultWalletId }, to: { defaultWalletId: id } }
  return orTell(() =>
    mutate('settings.update', { userId, changes: { defaultWallet } }, 'Change the default wallet'),
  )
}

function changeCurrency({ id: walletId, currency, name }: Row<'wallet'>, to: string) {
  const changes = { currency: { from: { currency }, to: { currency: to } } }
  return orTell(() =>
    mutate('wallet.update', { walletId, changes }, `Change the currency of ${name} to ${to}`),
  )
}

async function orTell(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    showToast(error instanceof AppError ? error.message : 'It could not be saved on this device.')
  }
}
