'use client'

import { query } from '@/lib/client/reads/queries'
import { plain } from '@/lib/client/replica/rows'
import { withinSpace } from '@/lib/client/replica/store'
import type { Row } from '@/lib/domain/entities'
import { mostRelabelled, sameFigure } from '@/lib/domain/wallets/rules'
import { useLive } from './live'

/** What stands in the way of writing a wallet in another currency. */
type Obstacle = 'shared' | 'many' | 'loading'

/** What a wallet holds that would be written in another currency, the newest first, the trash included; or why it cannot be. */
export type Relabelling = { rows: Row<'expense'>[]; obstacle?: Obstacle }

const relabelling = query(
  'relabelling',
  (walletId: string) => [
    ['expense', walletId],
    ['member', walletId],
    ['meta', walletId],
  ],
  async (replica, walletId): Promise<Relabelling> => {
    const { store } = replica
    const [members, all, { cookie }] = await Promise.all([
      store.getAll('member', withinSpace(walletId)),
      store.getAll('expense', withinSpace(walletId)),
      replica.meta(),
    ])
    const rows = all
      .filter(({ movedTo }) => !movedTo)
      .map((row) => plain(row))
      .sort((a, b) => (a.date < b.date ? 1 : -1))
    if (members.filter(({ deletedAt }) => !deletedAt).length > 1)
      return { rows, obstacle: 'shared' }
    if (rows.length > mostRelabelled) return { rows, obstacle: 'many' }
    return cookie[walletId]?.horizon ? { rows, obstacle: 'loading' } : { rows }
  },
)

/** Whether and how a wallet can be written in another currency, as far as this device knows. */
export function useRelabelling(walletId: string): Relabelling | undefined {
  return useLive(relabelling, [walletId])
}

/** The expenses whose figure has more decimals than a currency. */
export function cutIn(rows: readonly Row<'expense'>[], to: string): Row<'expense'>[] {
  return rows.filter(({ amount, currency }) => sameFigure(amount, currency, to) === undefined)
}
