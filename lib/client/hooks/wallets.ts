'use client'

import { useSyncExternalStore } from 'react'
import type { Row } from '@/lib/domain/entities'
import { useLive } from './live'

/** The user's wallets, oldest first. */
export function useWallets(): Row<'wallet'>[] | undefined {
  return useLive('wallets', ['wallet'], async ({ store }) => {
    const all = await store.getAll('wallet')
    return all
      .filter(({ deletedAt }) => !deletedAt)
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
  })
}

const key = 'ttm-wallet'
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The wallet on show: the one chosen last on this device, else the user's default one, else the oldest. */
export function useCurrentWallet(): {
  wallet: Row<'wallet'> | undefined
  choose: (id: string) => void
} {
  const wallets = useWallets()
  const wanted = useLive('default-wallet', ['settings'], async ({ store }) => {
    const [settings] = await store.getAll('settings')
    return settings?.defaultWalletId ?? null
  })
  const chosen = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(key),
    () => null,
  )
  const byId = (id: string | null | undefined) => wallets?.find((wallet) => wallet.id === id)
  return {
    wallet: byId(chosen) ?? byId(wanted) ?? wallets?.[0],
    choose(id) {
      localStorage.setItem(key, id)
      for (const listener of listeners) listener()
    },
  }
}
