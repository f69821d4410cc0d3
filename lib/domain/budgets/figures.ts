import { addDays, type Days, daysBetween } from '@/lib/core/dates'
import { addUp, type Sum } from '@/lib/core/money'
import type { Row } from '../entities'
import type { DayCell } from '../summaries/cells'
import { budgetPeriod, type Rhythm } from './periods'

/** A limit, and the first day of the first period that it is for. */
export type LimitFrom = Pick<Row<'limit'>, 'from' | 'amount'>

/**
 * A period of a budget in minor units: `left = limit + carry − spent`, where `carry` is what the periods before have left to
 * it; without a limit nothing is left. `spent` is exact, refunds taken off.
 */
export type Standing = Days & { limit: number | null; carry: Sum; spent: Sum; left: Sum | null }

type Kept = Rhythm & Pick<Row<'budget'>, 'rollover'>

/** The limit of the periods that begin on a date: the latest from then or earlier; null where none is set. Pure. */
export function limitOn(limits: Iterable<LimitFrom>, date: string): number | null {
  let latest: LimitFrom | undefined
  for (const one of limits) {
    if (one.from <= date && one.from >= (latest?.from ?? '')) latest = one
  }
  return latest?.amount ?? null
}

/**
 * The periods of a budget from the one around a date, or around its beginning where that is later, to the one around another
 * date, oldest first. `cells` are all that it counts since it began. The carry is added up from there; a period without a
 * limit carries nothing on. Pure.
 */
export function standingsOf(
  budget: Kept,
  limits: readonly LimitFrom[],
  cells: Iterable<DayCell>,
  { from, to }: Days,
): Standing[] {
  const spent = spentPer(budget, cells)
  const ordered = [...limits].sort((a, b) => (a.from < b.from ? -1 : 1))
  let passed = 0
  const standings: Standing[] = []
  let carry: Sum = 0
  // Without a carry what was before says nothing.
  const isApart = budget.rollover === 'off' && from > budget.since
  let days = budgetPeriod(budget, isApart ? from : budget.since)
  while (days.from <= to) {
    while ((ordered[passed]?.from ?? '9') <= days.from) passed++
    const limit = ordered[passed - 1]?.amount ?? null
    const used = spent.get(days.from) ?? 0
    const left = limit === null ? null : addUp(addUp(limit, carry), -used)
    if (days.to >= from) standings.push({ ...days, limit, carry, spent: used, left })
    carry = carriedOn(budget, left)
    days = budgetPeriod(budget, addDays(days.to, 1))
  }
  return standings
}

function carriedOn({ rollover }: Kept, left: Sum | null): Sum {
  if (left === null || rollover === 'off') return 0
  return rollover === 'surplus' && left < 0 ? 0 : left
}

function spentPer(budget: Rhythm, cells: Iterable<DayCell>): Map<string, Sum> {
  const spent = new Map<string, Sum>()
  let days: Days | undefined
  let sum: Sum = 0
  const note = () => days && spent.set(days.from, addUp(spent.get(days.from) ?? 0, sum))
  for (const { date, total } of cells) {
    // Cells come day by day: most are of the period that the one before is of.
    if (!days || date < days.from || date > days.to) {
      note()
      days = budgetPeriod(budget, date)
      sum = 0
    }
    sum = addUp(sum, total)
  }
  note()
  return spent
}

/** How far a budget is: `warned` from 80 %, `exact` at 100 %, `over` beyond; `unset` without a limit. */
export type Reach = 'unset' | 'under' | 'warned' | 'exact' | 'over'

/** How far a period has come. Pure. */
export function reachOf({ limit, carry, left }: Standing): Reach {
  if (limit === null || left === null) return 'unset'
  const all = addUp(limit, carry)
  if (left < 0) return 'over'
  if (left === 0 || left === 0n) return 'exact'
  // A fifth of all or less is left.
  return BigInt(left) * 5n <= BigInt(all) ? 'warned' : 'under'
}

/** What is left per day of a period that goes on, today among them, in whole minor units; null where nothing is. Pure. */
export function leftPerDay({ from, to, left }: Standing, today: string): Sum | null {
  if (left === null || left <= 0 || today < from || today > to) return null
  const perDay = BigInt(left) / BigInt(daysBetween({ from: today, to }))
  return addUp(0, perDay)
}
