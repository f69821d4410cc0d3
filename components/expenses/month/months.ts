import type { Month } from '@/lib/client/hooks/expenses'
import { dayCells } from '@/lib/client/replica/day-cells'
import { addDays, type Days, lastDate } from '@/lib/core/dates'
import { asSum } from '@/lib/core/money'
import { type MonthSoFar, runningTotals, soFar, totalIn } from '@/lib/domain/summaries/figures'

/** The month that today is in, up to today, beside the one before it; months begin on `startsOn` (see `dayWithin`). */
export function monthSoFar(months: readonly Month[], today: string, startsOn = 1): MonthSoFar {
  // No two months have more days.
  const days = { from: addDays(today, -62), to: lastDate }
  return soFar(dayCells(months, days), today, startsOn)
}

/** What had been spent by each day of a past month, which begins and ends on certain days, in minor units. */
export function pastPace(months: readonly Month[], days: Days): number[] {
  return runningTotals(dayCells(months, days), days).map(asSum)
}

/** What was spent between two dates, both included, in minor units. */
export function spentBetween(months: readonly Month[], days: Days): number {
  return asSum(totalIn(dayCells(months, days)).total)
}
