'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { onDevice } from '@/lib/client/page/kept-values'
import { query } from '@/lib/client/reads/queries'
import type { Row } from '@/lib/domain/entities'
import { useLive } from './live'

const ownWallets = query('wallets', ['wallet'], async ({ store }) => {
  const all = await store.getAll('wallet')
  return all
    .filter(({ deletedAt }) => !deletedAt)
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
})

/** The user's wallets, oldest first. */
export function useWallets(): Row<'wallet'>[] | undefined {
  return useLive(ownWallets, [])
}

/** The wallet that was chosen to be shown. */
const shownKey = 'ttm-wallet'
/** The wallet that was added to since then. */
const addedKey = 'ttm-wallet-added'
/** Set where new expenses always go to the default wallet. */
const alwaysKey = 'ttm-wallet-always'
/** The wallet that was on show last. */
const lastKey = 'ttm-wallet-last'
/** Set where there were several wallets when they were read last. */
const severalKey = 'ttm-wallets-several'
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function useKept(key: string): string | null {
  return useSyncExternalStore(
    subscribe,
    () => onDevice.read(key),
    () => null,
  )
}

function keep(key: string, value: string | null): void {
  if (value === null) onDevice.forget(key)
  else onDevice.keep(key, value)
  for (const listener of listeners) listener()
}

/** The wallet on show: the one chosen last on this device, else the user's default one, else the oldest. */
export function useCurrentWallet(): {
  wallet: Row<'wallet'> | undefined
  choose: (id: string) => void
} {
  const { byId, first } = useByDefault()
  const wallet = byId(useKept(shownKey)) ?? first
  const id = wallet?.id
  useEffect(() => {
    if (id !== undefined && onDevice.read(lastKey) !== id) onDevice.keep(lastKey, id)
  }, [id])
  return {
    wallet,
    choose(id) {
      keep(shownKey, id)
      // Whoever turns to a wallet means to add there too.
      keep(addedKey, null)
    },
  }
}

/**
 * The wallet that a new expense begins in: the one asked for, else the one that was used last on this device, by adding to
 * it or by choosing it to be shown; where the person wants that, always the default one.
 */
export function useAddingWallet(wanted?: string | null): Row<'wallet'> | undefined {
  const { byId, first } = useByDefault()
  const shown = byId(useKept(shownKey))
  const added = byId(useKept(addedKey))
  const { always } = useAlwaysDefault()
  return byId(wanted) ?? (always ? first : (added ?? shown ?? first))
}

/** Whether a wallet was asked for that this device does not have: another person’s, a deleted one, or one still to come. */
export function useIsMissing(wanted: string | null | undefined): boolean {
  const wallets = useWallets()
  return Boolean(wanted && wallets && !wallets.some(({ id }) => id === wanted))
}

/** The id of the wallet that was on show last, which is probably shown again; null where that is not known. */
export function lastShownWallet(): string | null {
  return onDevice.read(lastKey)
}

/** Notes that an expense was added to a wallet. */
export function noteAddedTo(walletId: string): void {
  keep(addedKey, walletId)
}

/** Whether new expenses always go to the default wallet on this device, and the way to choose that. */
export function useAlwaysDefault(): { always: boolean; choose: (always: boolean) => void } {
  return {
    always: useKept(alwaysKey) !== null,
    choose: (always) => keep(alwaysKey, always ? 'yes' : null),
  }
}

/** Whether there are several wallets; until they are read, whether there were the last time. */
export function useSeveralWallets(): boolean {
  const count = useWallets()?.length
  const last = useKept(severalKey) !== null
  return count === undefined ? last : count > 1
}

const defaultWallet = query('default wallet', ['settings'], async ({ store }) => {
  const [settings] = await store.getAll('settings')
  return settings?.defaultWalletId ?? null
})

function useByDefault() {
  const wallets = useWallets()
  const several = wallets && wallets.length > 1
  useEffect(() => {
    const known = onDevice.read(severalKey) !== null
    if (several !== undefined && several !== known) keep(severalKey, several ? 'yes' : null)
  }, [several])
  const wanted = useLive(defaultWallet, [])
  const byId = (id: string | null | undefined) => wallets?.find((wallet) => wallet.id === id)
  // Not the oldest for a moment: what is added meanwhile would be in the wrong one.
  return { byId, first: wanted === undefined ? undefined : (byId(wanted) ?? wallets?.[0]) }
}
