'use client'

import { query } from '@/lib/client/reads/queries'
import { plain } from '@/lib/client/replica/rows'
import type { Scope } from '@/lib/client/replica/touched'
import { trashDays } from '@/lib/core/retention'
import type { Row } from '@/lib/domain/entities'
import { useLive } from './live'

/** A deleted expense, and for how many days from now it can be restored. */
export type Trashed = { expense: Row<'expense'>; daysLeft: number }

const day = 86_400_000

const hangsOn = (): Scope[] => ['expense', 'wallet', ['meta', 'clock']]

const trash = query('trash', hangsOn, async (replica): Promise<Trashed[]> => {
  const { store } = replica
  const wallets = (await store.getAll('wallet')).filter(({ deletedAt }) => !deletedAt)
  // By a clock that is years ahead all of it would be gone; one that is behind is known to hide nothing.
  const { clockAhead = 0 } = await replica.meta()
  const now = Date.now() - Math.max(0, clockAhead)
  const since = new Date(now - trashDays * day).toISOString()
  const found = await Promise.all(
    wallets.map(({ spaceId }) => {
      const range = IDBKeyRange.bound([spaceId, since], [spaceId, []])
      return store.getAllFromIndex('expense', 'trash', range)
    }),
  )
  return found
    .flat()
    .filter(({ movedTo }) => movedTo === null)
    .map((row) => ({ expense: plain(row), daysLeft: daysLeft(row.deletedAt ?? '', now) }))
    .sort((a, b) => ((a.expense.deletedAt ?? '') < (b.expense.deletedAt ?? '') ? 1 : -1))
})

/** The expenses of all wallets that were deleted in the last 30 days and not moved away, the newest deletion first. */
export function useTrash(): Trashed[] | undefined {
  return useLive(trash, [])
}

// A device whose clock is behind must not promise more than the server keeps.
function daysLeft(deletedAt: string, now: number): number {
  const left = Math.ceil((Date.parse(deletedAt) + trashDays * day - now) / day)
  return Math.min(trashDays, Math.max(1, left))
}
