import {
  addDays,
  addMonths,
  type Days,
  daysBetween,
  monthAround,
  monthBegunIn,
} from '@/lib/core/dates'
import { addUp } from '@/lib/core/money'
import { quarterAround, weekAround, weekdayOf, yearAround } from '@/lib/core/periods'
import type { DayCell } from './cells'
import { type Figure, totalsBy } from './figures'

/** What figures are summed by. */
export type PeriodKind = 'week' | 'month' | 'quarter' | 'year'

/**
 * Where a person's weeks and months begin: weeks on 1 (Monday, where nothing is said) to 7, months on a day from 1 (the
 * same) to 31 (see `dayWithin`).
 */
export type Beginnings = { firstWeekday?: number; monthStartsOn?: number }

/** The period that a date is in. Quarters and years are those of the calendar, wherever months begin. */
export function periodOf(
  date: string,
  kind: PeriodKind,
  { firstWeekday = 1, monthStartsOn = 1 }: Beginnings = {},
): Days {
  if (kind === 'week') return weekAround(date, firstWeekday)
  if (kind === 'month') return monthAround(date, monthStartsOn)
  return kind === 'quarter' ? quarterAround(date) : yearAround(date)
}

/** Two spans that compare: of a period what has been of it by today, and as many days of the one before. */
export type Beside = {
  now: Days
  before: Days
  /** Whether the period goes on, so that both are cut. */
  isCut: boolean
}

/** The period before one. */
export function periodBefore(period: Days, kind: PeriodKind, begins: Beginnings = {}): Days {
  return periodOf(addDays(period.from, -1), kind, begins)
}

/** The same period a year earlier; of a week the one of 52 weeks before, which begins on the same weekday. */
export function yearBefore({ from }: Days, kind: PeriodKind, begins: Beginnings = {}): Days {
  if (kind === 'week') return periodOf(addDays(from, -364), kind, begins)
  const month = addMonths(from.slice(0, 7), -12)
  if (kind === 'month') return monthBegunIn(month, begins.monthStartsOn ?? 1)
  return periodOf(`${month}-01`, kind, begins)
}

/** A period beside an earlier one; where today is in it, both up to the same day of theirs. Pure. */
export function beside(period: Days, before: Days, today: string): Beside {
  if (today < period.from || today >= period.to) return { now: period, before, isCut: false }
  const now = { from: period.from, to: today }
  return { now, before: asFarAs(now, before), isCut: true }
}

/** As many days of an earlier period as there are in some days, or all of it where it has fewer. Pure. */
export function asFarAs(days: Days, earlier: Days): Days {
  const [to = ''] = [addDays(earlier.from, daysBetween(days) - 1), earlier.to].sort()
  return { from: earlier.from, to }
}

/** What some cells hold per period that has expenses, in the order in which the cells name them. Pure. */
export function totalsByPeriod(
  cells: Iterable<DayCell>,
  kind: PeriodKind,
  begins: Beginnings = {},
): (Days & Figure)[] {
  const periods = new Map<string, Days & Figure>()
  let last: (Days & Figure) | undefined
  for (const { date, count, total } of cells) {
    // Where cells come day by day, most are of the period that the one before is of.
    if (!last || date < last.from || date > last.to) {
      const days = periodOf(date, kind, begins)
      last = periods.get(days.from) ?? { ...days, count: 0, total: 0 }
      periods.set(days.from, last)
    }
    last.count += count
    last.total = addUp(last.total, total)
  }
  return [...periods.values()]
}

/** What some cells hold per day of the week that has expenses, 1 (Monday) to 7 (Sunday). Pure. */
export function totalsByWeekday(cells: Iterable<DayCell>): Map<number, Figure> {
  return totalsBy(cells, ({ date }) => weekdayOf(date))
}
