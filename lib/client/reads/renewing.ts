import type { Month } from '@/lib/client/replica/store'
import type { Replaced, Written } from '@/lib/client/replica/touched'
import type { Days } from '@/lib/core/dates'
import type { Row } from '@/lib/domain/entities'
import { type Cell, withCounted, within } from '@/lib/domain/summaries/cells'

type ByDay = ReadonlyMap<string, Row<'expense'>[]>

/** The months of a wallet after a write, the newest first, as they were before it. */
export function renewMonths(
  former: Month[],
  { months }: Pick<Written, 'months'>,
  walletId: string,
): Month[] {
  const now = new Map(former.map((one) => [one.month, one]))
  for (const one of months) {
    if (one.spaceId !== walletId) continue
    if (one.counts.every((count) => count === 0)) now.delete(one.month)
    else now.set(one.month, one)
  }
  return [...now.values()].sort((a, b) => (a.month < b.month ? 1 : -1))
}

/** The live expenses of some days of a wallet after a write, by date; a day that was not touched stays the same object. */
export function renewDays(
  former: ByDay,
  { expenses }: Pick<Written, 'expenses'>,
  { walletId, from, to }: { walletId: string; from: string; to: string },
): Map<string, Row<'expense'>[]> {
  const days = new Map(former)
  const isHere = (row: Row<'expense'> | undefined) =>
    row && !row.deletedAt && row.spaceId === walletId && row.date >= from && row.date <= to
  for (const { before, after } of expenses) {
    if (before && isHere(before)) {
      const left = days.get(before.date)?.filter(({ id }) => id !== before.id) ?? []
      if (left.length > 0) days.set(before.date, left)
      else days.delete(before.date)
    }
    if (after && isHere(after)) {
      const others = days.get(after.date)?.filter(({ id }) => id !== after.id) ?? []
      // As the index has them, backwards.
      days.set(
        after.date,
        [...others, after].sort((a, b) => (a.id < b.id ? 1 : -1)),
      )
    }
  }
  return days
}

/** What was spent per day and category in some days of a wallet, after a write. */
export function renewCells(
  former: readonly Cell[],
  { expenses }: Pick<Written, 'expenses'>,
  { walletId, ...days }: { walletId: string } & Days,
): Cell[] {
  const here = (which: 'before' | 'after') =>
    within(
      expenses.flatMap((one) => one[which] ?? []).filter(({ spaceId }) => spaceId === walletId),
      days,
    )
  return withCounted(former, { taken: here('before'), put: here('after') })
}

/** The id of an expense that was written. */
export function idOf({ before, after }: Replaced): string {
  return (after ?? before)?.id ?? ''
}

/** Whether it is that expense which was written. */
export function isRow(one: Replaced, walletId: string, id: string): boolean {
  return idOf(one) === id && (one.after ?? one.before)?.spaceId === walletId
}
