'use client'

import { query } from '@/lib/client/reads/queries'
import { idOf, isRow, renewDays, renewMonths } from '@/lib/client/reads/renewing'
import { betweenDays, plain } from '@/lib/client/replica/rows'
import { type Month, withinSpace } from '@/lib/client/replica/store'
import { addDays, lastDate } from '@/lib/core/dates'
import type { Row } from '@/lib/domain/entities'
import { useLive } from './live'

export type { Month } from '@/lib/client/replica/store'

/** The live expenses of a wallet counted and summed per day, the newest month first. */
export const months = query(
  'months',
  (walletId: string) => [['month', walletId]],
  async ({ store }, walletId) => (await store.getAll('month', withinSpace(walletId))).reverse(),
  { renew: renewMonths },
)

/** The live expenses of a wallet counted and summed per day, the newest month first. */
export function useMonths(walletId: string | undefined): Month[] | undefined {
  return useLive(months, walletId === undefined ? undefined : [walletId])
}

// No zone is further ahead of UTC.
const furthestAhead = 14 * 3_600_000

/** The last day after today that had begun somewhere when an expense on it was written down. */
export const lastBegun = query(
  'last begun',
  (walletId: string, today: string) => [['expense', walletId, addDays(today, 1)]],
  ({ store }, walletId, today): Promise<string> => {
    const range = betweenDays(walletId, addDays(today, 1), lastDate)
    return store.run(async (database) => {
      const { store: expenses } = database.transaction('expense')
      for await (const { value } of expenses.index('day').iterate(range, 'prev')) {
        const { date, createdAt } = value
        const begun = new Date(Date.parse(createdAt) + furthestAhead).toISOString()
        if (date <= begun.slice(0, 10)) return date
      }
      return ''
    })
  },
)

/**
 * The last day of a wallet up to which nothing is planned: today, or a later one by this device's clock and zone that had
 * begun somewhere when an expense on it was written down.
 */
export function useLastBegun(
  walletId: string | undefined,
  today: string | undefined,
): string | undefined {
  const later = useLive(lastBegun, walletId && today ? [walletId, today] : undefined)
  return today && later && later > today ? later : today
}

/** The live expenses of some days of a wallet. */
export const dayRows = query(
  'day rows',
  (walletId: string, from: string, to: string) => [['expense', walletId, from, to]],
  async ({ store }, walletId, from, to) => {
    const rows = await store.getAllFromIndex('expense', 'day', betweenDays(walletId, from, to))
    const days = new Map<string, Row<'expense'>[]>()
    for (const row of rows.reverse()) {
      const day = days.get(row.date) ?? []
      days.set(row.date, day)
      day.push(plain(row))
    }
    return { walletId, days }
  },
  {
    renew: ({ days }, written, walletId, from, to) => ({
      walletId,
      days: renewDays(days, written, { walletId, from, to }),
    }),
  },
)

/** A wallet's expenses between two dates, both included, by date, the newest first; the former answer stays until the next one comes. */
export function useDayRows(
  walletId: string | undefined,
  from: string | undefined,
  to: string | undefined,
): ReadonlyMap<string, Row<'expense'>[]> | undefined {
  const read = useLive(dayRows, walletId && from && to ? [walletId, from, to] : undefined, {
    keep: true,
  })
  return read?.walletId === walletId ? read?.days : undefined
}

const oneExpense = query(
  'expense',
  (walletId: string, _id: string) => [['expense', walletId]],
  async ({ store }, walletId, id) => {
    const row = await store.get('expense', [walletId, id])
    return row ? plain(row) : null
  },
  {
    renew: (former, { expenses }, walletId, id) => {
      const found = expenses.find((one) => isRow(one, walletId, id))
      return found ? (found.after ?? null) : former
    },
  },
)

/** One expense, deleted ones included; null where there is none. */
export function useExpense(
  walletId: string | undefined,
  id: string | undefined,
): Row<'expense'> | null | undefined {
  return useLive(oneExpense, walletId && id ? [walletId, id] : undefined)
}

/** Up to where the expenses of a wallet are here. */
export const horizonOf = query(
  'horizon',
  (walletId: string) => [['meta', walletId]],
  async (replica, walletId) => {
    const { cookie } = await replica.meta()
    const horizon = cookie[walletId]?.horizon
    return horizon && 'date' in horizon ? horizon.date : null
  },
)

/** The date below which a wallet's expenses are still on their way to this device; null once all are here. */
export function useHorizon(walletId: string | undefined): string | null | undefined {
  return useLive(horizonOf, walletId === undefined ? undefined : [walletId])
}

const horizons = query('horizons', ['meta'], async (replica, ids: string) => {
  const { cookie } = await replica.meta()
  const wanted = ids === '' ? Object.keys(cookie) : ids.split(',')
  const dates = wanted.flatMap((id) => {
    const horizon = cookie[id]?.horizon
    return horizon && 'date' in horizon ? [horizon.date] : []
  })
  return dates.sort().at(-1) ?? ''
})

/** Whether expenses from a date on are still on their way to this device, in some wallets or, where none are named, in any. */
export function useIsLoading(from: string | undefined, walletIds: readonly string[] = []): boolean {
  const horizon = useLive(horizons, [walletIds.join()]) ?? ''
  return from !== undefined && horizon !== '' && horizon >= from
}

const rowsOf = query(
  'rows of',
  (walletId: string, _key: string, _ids: readonly string[]) => [['expense', walletId]],
  async ({ store }, walletId, _key, ids) => {
    const rows = await store.run((database) => {
      const { store: expenses } = database.transaction('expense')
      return Promise.all(ids.map((id) => expenses.get([walletId, id])))
    })
    return new Map(rows.flatMap((row) => (row ? [[row.id, plain(row)] as const] : [])))
  },
  {
    keyOf: ([walletId, key]) => `${walletId} ${key}`,
    renew: (former, { expenses }, walletId, _key, ids) => {
      const own = new Set(ids)
      const changed = expenses.filter(
        (one) => own.has(idOf(one)) && isRow(one, walletId, idOf(one)),
      )
      if (changed.length === 0) return former
      const rows = new Map(former)
      for (const one of changed) {
        if (one.after) rows.set(one.after.id, one.after)
        else rows.delete(idOf(one))
      }
      return rows
    },
  },
)

/** The expenses of some ids, by id; the former answer stays until the next one comes. `key` is the same for the same ids. */
export function useRowsOf(
  walletId: string,
  key: string | undefined,
  ids: readonly string[],
): ReadonlyMap<string, Row<'expense'>> | undefined {
  return useLive(rowsOf, key ? [walletId, key, ids] : undefined, { keep: true })
}
