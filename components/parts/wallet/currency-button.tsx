'use client'

import { useState } from 'react'
import { latePart } from '@/components/parts/screen/late-part'
import type { Row } from '@/lib/domain/entities'

const CurrencyDialog = latePart(() =>
  import('./currency-dialog').then((file) => file.CurrencyDialog),
)

type Props = {
  wallet: Row<'wallet'>
  /** Called with a wallet that was made because this one keeps its currency. */
  onWallet?: ((id: string) => void) | undefined
}

/** The currency that a wallet is written in, as a button that leads to another one. */
export function CurrencyButton({ wallet, onWallet }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-label={`Currency ${wallet.currency}`}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="min-h-11 flex-none self-center rounded-control text-sm text-ink-soft underline decoration-dotted underline-offset-4 hover:text-accent pointer-coarse:min-w-11"
      >
        {wallet.currency}
      </button>
      {open && (
        <CurrencyDialog wallet={wallet} onWallet={onWallet} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
