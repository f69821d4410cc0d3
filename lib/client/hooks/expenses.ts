'use client'

import { addDays, lastDate } from '@/lib/core/dates'
import type { Row } from '@/lib/domain/entities'
import { betweenDays, plain } from '../rows'
import { type Month, withinSpace } from '../store'
import { useLive } from './live'

export type { Month } from '../store'

/** The live expenses of a wallet counted and summed per day, the newest month first. */
export function useMonths(walletId: string | undefined): Month[] | undefined {
  return useLive(walletId, ['expense'], async ({ store }) => {
    const months = await store.getAll('month', withinSpace(walletId ?? ''))
    return months.reverse()
  })
}

// No zone is further ahead of UTC.
const furthestAhead = 14 * 3_600_000

/**
 * The last day of a wallet up to which nothing is planned: today, or a later one by this device's clock and zone that had
 * begun somewhere when an expense on it was written down.
 */
export function useLastBegun(
  walletId: string | undefined,
  today: string | undefined,
): string | undefined {
  const key = walletId && today && `${walletId} ${today}`
  const later = useLive(key, ['expense'], ({ store }) => {
    const range = betweenDays(walletId ?? '', addDays(today ?? '', 1), lastDate)
    return store.run(async (database) => {
      const { store: expenses } = database.transaction('expense')
      for await (const { value } of expenses.index('day').iterate(range, 'prev')) {
        const { date, createdAt } = value
        const begun = new Date(Date.parse(createdAt) + furthestAhead).toISOString()
        if (date <= begun.slice(0, 10)) return date
      }
      return ''
    })
  })
  return today && later && later > today ? later : today
}

/** A wallet's expenses between two dates, both included, by date, the newest first; the former answer stays until the next one comes. */
export function useDayRows(
  walletId: string | undefined,
  from: string | undefined,
  to: string | undefined,
): ReadonlyMap<string, Row<'expense'>[]> | undefined {
  const key = walletId && from && to && `${walletId} ${from} ${to}`
  const read = useLive(
    key,
    ['expense'],
    async ({ store }) => {
      const range = betweenDays(walletId ?? '', from ?? '', to ?? '')
      const rows = await store.getAllFromIndex('expense', 'day', range)
      const days = new Map<string, Row<'expense'>[]>()
      for (const row of rows.reverse()) {
        const day = days.get(row.date) ?? []
        days.set(row.date, day)
        day.push(plain(row))
      }
      return { walletId, days }
    },
    true,
  )
  return read?.walletId === walletId ? read?.days : undefined
}

/** One expense, deleted ones included; null where there is none. */
export function useExpense(
  walletId: string | undefined,
  id: string | undefined,
): Row<'expense'> | null | undefined {
  const key = walletId && id && `${walletId} ${id}`
  return useLive(key, ['expense'], async ({ store }) => {
    const row = await store.get('expense', [walletId ?? '', id ?? ''])
    return row ? plain(row) : null
  })
}

/** The date below which a wallet's expenses are still on their way to this device; null once all are here. */
export function useHorizon(walletId: string | undefined): string | null | undefined {
  return useLive(walletId, ['meta'], async (replica) => {
    const { cookie } = await replica.meta()
    const horizon = cookie[walletId ?? '']?.horizon
    return horizon && 'date' in horizon ? horizon.date : null
  })
}

/** The expenses of some ids, by id; the former answer stays until the next one comes. `key` is the same for the same ids. */
export function useRowsOf(
  walletId: string,
  key: string | undefined,
  ids: readonly string[],
): ReadonlyMap<string, Row<'expense'>> | undefined {
  return useLive(
    key && `${walletId} ${key}`,
    ['expense'],
    async ({ store }) => {
      const rows = await store.run((database) => {
        const { store: expenses } = database.transaction('expense')
        return Promise.all(ids.map((id) => expenses.get([walletId, id])))
      })
      return new Map(rows.flatMap((row) => (row ? [[row.id, plain(row)] as const] : [])))
    },
    true,
  )
}
