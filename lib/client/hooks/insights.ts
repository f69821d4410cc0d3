'use client'

import { readCells } from '@/lib/client/reads/cells'
import { readLargest } from '@/lib/client/reads/largest'
import { query } from '@/lib/client/reads/queries'
import { renewCells } from '@/lib/client/reads/renewing'
import type { Looked } from '@/lib/client/replica/columns'
import { plain } from '@/lib/client/replica/rows'
import type { Row } from '@/lib/domain/entities'
import type { Cell } from '@/lib/domain/summaries/cells'
import { useLive } from './live'

const cells = query(
  'cells',
  (walletId: string, from: string, to: string) => [['expense', walletId, from, to]],
  async (replica, walletId, from, to) => ({
    walletId,
    cells: await readCells(replica, walletId, { from, to }),
  }),
  {
    renew: ({ cells }, written, walletId, from, to) => ({
      walletId,
      cells: renewCells(cells, written, { walletId, from, to }),
    }),
  },
)

const mostLargest = 60

const largest = query(
  'largest',
  (walletId: string, from: string, to: string) => [['expense', walletId, from, to]],
  async (replica, walletId, from, to) => ({
    walletId,
    rows: await readLargest(replica, walletId, { from, to }, mostLargest),
  }),
)

/** The dearest expenses of some days of a wallet; the former answer stays until the next one comes. */
export function useLargest(
  walletId: string | undefined,
  from: string,
  to: string,
): readonly Looked[] | undefined {
  const read = useLive(largest, walletId ? [walletId, from, to] : undefined, { keep: true })
  return read?.walletId === walletId ? read?.rows : undefined
}

const expenses = query(
  'expenses of',
  (walletId: string, _ids: string) => [['expense', walletId]],
  async ({ store }, walletId, ids) => {
    const wanted = ids.split(',').filter(Boolean)
    const all = await Promise.all(wanted.map((id) => store.get('expense', [walletId, id])))
    return all.flatMap((row) => (row && !row.deletedAt ? [plain(row)] : []))
  },
)

/** The live expenses of a wallet among some ids, of which others may be of something else. */
export function useExpensesOf(
  walletId: string | undefined,
  ids: readonly string[],
): readonly Row<'expense'>[] | undefined {
  const read = useLive(expenses, walletId && ids.length > 0 ? [walletId, ids.join()] : undefined, {
    keep: true,
  })
  return ids.length === 0 ? none : read
}

const none: readonly Row<'expense'>[] = []

/** What a wallet's expenses of some days sum to per day and category; the former answer stays until the next one comes. */
export function useCells(
  walletId: string | undefined,
  from: string | undefined,
  to: string | undefined,
): readonly Cell[] | undefined {
  const read = useLive(cells, walletId && from && to ? [walletId, from, to] : undefined, {
    keep: true,
  })
  return read?.walletId === walletId ? read?.cells : undefined
}
