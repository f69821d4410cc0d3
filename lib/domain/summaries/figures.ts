import { addDays, addMonths, type Days, dayWithin, monthAround } from '@/lib/core/dates'
import { addUp, asSum, type Sum } from '@/lib/core/money'
import { type Cell, type DayCell, within } from './cells'
import { type Beginnings, type PeriodKind, periodOf } from './periods'

/** How many expenses, and their exact sum in minor units. */
export type Figure = { count: number; total: Sum }

/** All that some cells hold. Pure. */
export function totalIn(cells: Iterable<DayCell>): Figure {
  let count = 0
  let total: Sum = 0
  for (const cell of cells) {
    count += cell.count
    total = addUp(total, cell.total)
  }
  return { count, total }
}

/** What some cells hold per category, by its id once aliases are followed; categories without expenses are left out. Pure. */
export function totalsByCategory(
  cells: Iterable<Cell>,
  leadsTo: (categoryId: string) => string,
): Map<string, Figure> {
  return grouped(cells, ({ categoryId }) => leadsTo(categoryId))
}

/** What some cells hold per day that has expenses, by its date. Pure. */
export function totalsByDay(cells: Iterable<DayCell>): Map<string, Figure> {
  return grouped(cells, ({ date }) => date)
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

function grouped<C extends DayCell>(
  cells: Iterable<C>,
  keyOf: (cell: C) => string,
): Map<string, Figure> {
  const groups = new Map<string, Figure>()
  for (const cell of cells) {
    const key = keyOf(cell)
    const { count, total } = groups.get(key) ?? { count: 0, total: 0 }
    groups.set(key, { count: count + cell.count, total: addUp(total, cell.total) })
  }
  return groups
}

/** What had been spent by the end of each of certain days, exactly, in minor units. Pure. */
export function runningTotals(cells: readonly DayCell[], { from, to }: Days): Sum[] {
  const days = totalsByDay(within(cells, { from, to }))
  const totals: Sum[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) {
    totals.push(addUp(totals.at(-1) ?? 0, days.get(date)?.total ?? 0))
  }
  return totals
}

/** A month until today, beside the one before it; sums in minor units, not a number where one passes 2^53. */
export type MonthSoFar = Days & {
  /** The first day of the month that it is compared with: nothing earlier counts. */
  since: string
  /** Everything of the month, later dates too. */
  total: number
  /** What had been spent by each day of it, up to today. */
  days: number[]
  /** The day of last month that compares, and what had been spent by then; undefined where nothing compares. */
  before: { date: string; sum: number } | undefined
  /** What was spent up to today. */
  sum: number
}

/** The days that `soFar` looks at: the month that today is in, where months begin on `startsOn`, and the one before. Pure. */
export function daysCompared(today: string, startsOn: number): Days {
  const { from, to } = monthAround(today, startsOn)
  return { from: monthAround(addDays(from, -1), startsOn).from, to }
}

/**
 * The month that today is in, up to today, beside the one before it up to the same day, from the cells of both (see
 * `daysCompared`). Pure.
 */
export function soFar(cells: readonly DayCell[], today: string, startsOn: number): MonthSoFar {
  const { from, to } = monthAround(today, startsOn)
  const last = monthAround(addDays(from, -1), startsOn)
  const days = runningTotals(cells, { from, to: today }).map(asSum)
  const sameDay = nearest(last, monthEarlier(today))
  const before = asSum(totalIn(within(cells, { from: last.from, to: sameDay })).total)
  return {
    ...{ from, to, since: last.from, days, sum: days.at(-1) ?? 0 },
    total: asSum(totalIn(within(cells, { from, to })).total),
    before: before > 0 ? { date: sameDay, sum: before } : undefined,
  }
}

// The same day a month earlier; the last one where that month is shorter.
function monthEarlier(date: string): string {
  return dayWithin(addMonths(date.slice(0, 7), -1), Number(date.slice(8)))
}

// Where months begin on a day that not all of them have, the one before may not hold that day.
function nearest({ from, to }: Days, date: string): string {
  if (date < from) return from
  return date > to ? to : date
}
