'use client'

import { Dialog } from '@/components/ui/dialog'
import type { Row } from '@/lib/domain/entities'
import { CurrencyChoice } from './currency-choice'

type Props = {
  wallet: Row<'wallet'>
  onWallet?: ((id: string) => void) | undefined
  onClose: () => void
}

/** Asks which currency a wallet shall be written in. */
export function CurrencyDialog({ wallet, onWallet, onClose }: Props) {
  const made = (id: string) => {
    onClose()
    onWallet?.(id)
  }
  return (
    <Dialog title={`Currency of ${wallet.name}`} onClose={onClose}>
      <CurrencyChoice wallet={wallet} onDone={onClose} onWallet={made} />
    </Dialog>
  )
}
