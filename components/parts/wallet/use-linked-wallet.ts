import { useLayoutEffect } from 'react'
import type { Row } from '@/lib/domain/entities'

type Wallets = {
  wallets: readonly Row<'wallet'>[] | undefined
  /** The one on show. */
  wallet: Row<'wallet'> | undefined
  choose: (id: string) => void
}

/** Shows the wallet that a link names, before anything of another one is drawn, where it is one of the user's. */
export function useLinkedWallet(id: string, { wallets, wallet, choose }: Wallets): void {
  const known = wallets?.some((one) => one.id === id)
  // Once for each link: a person may go on to another wallet.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the link says is followed
  useLayoutEffect(() => {
    if (known && wallet?.id !== id) choose(id)
  }, [id, known])
}
