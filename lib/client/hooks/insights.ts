'use client'

import { readCells } from '@/lib/client/reads/cells'
import { readLargest } from '@/lib/client/reads/largest'
import { readNoted } from '@/lib/client/reads/noted'
import { query } from '@/lib/client/reads/queries'
import { renewCells } from '@/lib/client/reads/renewing'
import type { Looked } from '@/lib/client/replica/columns'
import { plain } from '@/lib/client/replica/rows'
import { withinSpace } from '@/lib/client/replica/store'
import type { Scope } from '@/lib/client/replica/touched'
import { type Days, dayOf, lastDate } from '@/lib/core/dates'
import type { Row } from '@/lib/domain/entities'
import type { Cell } from '@/lib/domain/summaries/cells'
import { isAnswered, useLive } from './live'

/** Wallets as a query names them: by their ids, with commas between. */
const each = <T>(ids: string, work: (id: string) => Promise<T>) =>
  Promise.all(ids.split(',').map(work))

/** The days of some wallets that an answer hangs on. */
const daysOf = (ids: string, from: string, to: string): readonly Scope[] =>
  ids.split(',').map((id) => ['expense', id, from, to] as const)

const cells = query(
  'cells',
  daysOf,
  async (replica, ids, from, to) => ({
    ...{ ids, from, to },
    read: await each(ids, async (walletId) => {
      return { walletId, cells: await readCells(replica, walletId, { from, to }) }
    }),
  }),
  {
    renew: (former, written, _ids, from, to) => ({
      ...former,
      read: former.read.map(({ walletId, cells }) => ({
        walletId,
        cells: renewCells(cells, written, { walletId, from, to }),
      })),
    }),
  },
)

const mostLargest = 60

/** Whether an expense of a wallet counts. */
type Counts = (row: { walletId: string } & Looked) => boolean

const largest = query(
  'largest',
  (ids: string, from: string, to: string, _key: string, _counts: Counts) => daysOf(ids, from, to),
  async (replica, ids, from, to, _key, counts) => {
    const read = await each(ids, async (walletId) => {
      const its = (row: Looked) => counts({ walletId, ...row })
      const rows = await readLargest(replica, walletId, { from, to }, mostLargest, its)
      return rows.map((row) => ({ ...row, walletId }))
    })
    const rows = read.flat().sort((one, other) => other.amount - one.amount)
    return { rows: rows.slice(0, mostLargest) }
  },
  { keyOf: ([ids, from, to, key]) => JSON.stringify([ids, from, to, key]) },
)

/** One of the dearest expenses of some wallets. */
export type Dear = Looked & { walletId: string }

/** The dearest expenses of some days of some wallets among those that count; `key` is the same for the same ones. */
export function useLargest(
  ids: readonly string[],
  days: Days | undefined,
  key: string,
  counts: Counts,
): readonly Dear[] | undefined {
  const args = argsOf(ids, days)
  return useLive(largest, args && [...args, key, counts])?.rows
}

const firstDay = query(
  'first day',
  (ids: string) => ids.split(',').map((id) => ['month', id] as const),
  async ({ store }, ids) => {
    const firsts = await each(ids, (id) =>
      store.run(async (database) => {
        const { store: months } = database.transaction('month')
        for await (const { value } of months.iterate(withinSpace(id))) {
          const day = value.counts.findIndex(Boolean)
          if (day >= 0) return dayOf(value.month, day + 1)
        }
        return lastDate
      }),
    )
    return firsts.sort()[0] ?? lastDate
  },
)

/** The first day on which anything was spent in some wallets, the last date of all where nothing ever was. */
export function useFirstDay(ids: readonly string[]): string | undefined {
  return useLive(firstDay, ids.length > 0 ? [ids.join()] : undefined)
}

const noted = query('noted', daysOf, async (replica, ids, from, to) => ({
  read: await each(ids, async (walletId) => {
    return { walletId, rows: await readNoted(replica, walletId, { from, to }) }
  }),
}))

/** The expenses of some days of some wallets with their notes. */
export function useNoted(ids: readonly string[], days: Days | undefined) {
  return useLive(noted, argsOf(ids, days))?.read
}

const expenses = query(
  'expenses of',
  (walletIds: string, _ids: string) => walletIds.split(',').map((id) => ['expense', id] as const),
  async ({ store }, walletIds, ids) => {
    const wanted = ids.split(',').filter(Boolean)
    const keys = walletIds.split(',').flatMap((one) => wanted.map((id) => [one, id] as const))
    const all = await Promise.all(keys.map((key) => store.get('expense', [...key])))
    return all.flatMap((row) => (row && !row.deletedAt ? [plain(row)] : []))
  },
)

/**
 * The live expenses of some wallets among some ids, of which others may be of something else; the former answer stays until the
 * next one comes.
 */
export function useExpensesOf(
  walletIds: readonly string[],
  ids: readonly string[],
): readonly Row<'expense'>[] | undefined {
  return useLive(expenses, walletIds.length > 0 ? [walletIds.join(), ids.join()] : undefined, {
    keep: true,
  })
}

/** What was spent in a wallet, per day and category. */
export type WalletCells = { walletId: string; cells: readonly Cell[] }

/** What the expenses of some wallets and days sum to per day and category, or of more days. */
export function useCells(ids: readonly string[], days: Days): readonly WalletCells[] | undefined {
  const read = useLive(cells, argsOf(ids, days), { keep: true })
  const isAll = read?.ids === ids.join() && read.from <= days.from && read.to >= days.to
  return isAll ? read.read : undefined
}

/** Whether `useCells` knows some days already. */
export function areCellsKnown(ids: readonly string[], days: Days): boolean {
  const args = argsOf(ids, days)
  return args !== undefined && isAnswered(cells, args)
}

function argsOf(
  ids: readonly string[],
  days: Days | undefined,
): [string, string, string] | undefined {
  return days && ids.length > 0 ? [ids.join(), days.from, days.to] : undefined
}
