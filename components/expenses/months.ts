import type { Month } from '@/lib/client/hooks/expenses'
import { addDays, addMonths, dayOf, dayWithin, monthAround } from '@/lib/core/dates'
import { asSum, plus } from '@/lib/core/money'
import type { DayCount } from './windowing'

/** A day of the list with what was spent on it, in minor units; not a number where that passes 2^53, as all sums here. */
export type Day = DayCount & { sum: number }

/** Every day that has expenses, newest first. */
export function daysOf(months: readonly Month[]): Day[] {
  const days: Day[] = []
  for (const { month, counts, sums } of months) {
    for (let day = 31; day >= 1; day--) {
      const count = counts[day - 1] ?? 0
      if (count > 0) days.push({ date: dayOf(month, day), count, sum: asSum(sums[day - 1] ?? 0) })
    }
  }
  return days
}

export type MonthSoFar = {
  /** Its first day, and its last. */
  from: string
  to: string
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

/**
 * The month that today is in, up to today, beside the one before it up to the same day. Months begin on the day
 * `startsOn` (1 to 31, see `dayWithin`) and last to the day before it.
 */
export function monthSoFar(months: readonly Month[], today: string, startsOn = 1): MonthSoFar {
  const sumOn = sumsByDate(months)
  const { from, to } = monthAround(today, startsOn)
  const days = runningSums(sumOn, from, today)
  const sum = days.at(-1) ?? 0
  const last = monthAround(addDays(from, -1), startsOn)
  const since = last.from
  const sameDay = within(last, monthEarlier(today))
  const before = runningSums(sumOn, since, sameDay).at(-1) ?? 0
  return {
    ...{ from, to, since, days, sum },
    total: plus(sum, runningSums(sumOn, addDays(today, 1), to).at(-1) ?? 0),
    before: before > 0 ? { date: sameDay, sum: before } : undefined,
  }
}

/** What was spent between two dates, both included, in minor units. */
export function spentBetween(
  months: readonly Month[],
  { from, to }: { from: string; to: string },
): number {
  return runningSums(sumsByDate(months), from, to).at(-1) ?? 0
}

/** How many days there are from one date to another, both included. */
export function daysBetween({ from, to }: { from: string; to: string }): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
}

// The same day a month earlier; the last one where that month is shorter.
function monthEarlier(date: string): string {
  return dayWithin(addMonths(date.slice(0, 7), -1), Number(date.slice(8)))
}

// Where months begin on a day that not all of them have, the one before may not hold that day.
function within({ from, to }: { from: string; to: string }, date: string): string {
  if (date < from) return from
  return date > to ? to : date
}

function sumsByDate(months: readonly Month[]): (date: string) => number {
  const known = new Map(months.map(({ month, sums }) => [month, sums]))
  return (date) => asSum(known.get(date.slice(0, 7))?.[Number(date.slice(8)) - 1] ?? 0)
}

/** What had been spent by each day between two dates, both included. */
function runningSums(sumOn: (date: string) => number, from: string, to: string): number[] {
  const sums: number[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) {
    sums.push(plus(sums.at(-1) ?? 0, sumOn(date)))
  }
  return sums
}

/** How a sum compares with an earlier one, ready for "… 23 Oct"; undefined where a share would say nothing. */
export function comparison(sum: number, before: number): string | undefined {
  if (!(before > 0 && sum >= 0)) return undefined
  if (sum === before) return 'The same as on'
  const percent = Math.round((Math.abs(sum - before) / before) * 100)
  if (percent === 0) return 'About the same as on'
  if (percent >= 1000) return `${Math.round(sum / before)} times as much as on`
  return `${percent} % ${sum < before ? 'less' : 'more'} than on`
}
