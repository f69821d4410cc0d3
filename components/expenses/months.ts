import type { Month } from '@/lib/client/hooks/expenses'
import { addMonths } from '@/lib/core/dates'
import type { DayCount } from './windowing'

/** A day of the list with what was spent on it, in minor units. */
export type Day = DayCount & { sum: number }

/** Every day that has expenses, newest first. */
export function daysOf(months: readonly Month[]): Day[] {
  const days: Day[] = []
  for (const { month, counts, sums } of months) {
    for (let day = 31; day >= 1; day--) {
      const count = counts[day - 1] ?? 0
      if (count > 0) days.push({ date: dateOf(month, day), count, sum: sums[day - 1] ?? 0 })
    }
  }
  return days
}

export type MonthSoFar = {
  /** Everything of the month, later dates too. */
  total: number
  /** What had been spent by each day of it, up to today. */
  days: number[]
  /** The day of last month that compares, and what had been spent by then; undefined where nothing compares. */
  before: { date: string; sum: number } | undefined
  /** What was spent up to today. */
  sum: number
}

/** The current month up to today, beside last month up to the same day of it. */
export function monthSoFar(months: readonly Month[], today: string): MonthSoFar {
  const month = today.slice(0, 7)
  const day = Number(today.slice(8))
  const sumsOf = (name: string) => months.find((one) => one.month === name)?.sums ?? []
  const now = sumsOf(month)
  const last = addMonths(month, -1)
  const before = total(sumsOf(last).slice(0, day))
  const sameDay = Math.min(day, lengthOf(last))
  return {
    total: total(now),
    sum: total(now.slice(0, day)),
    days: Array.from({ length: day }, (_, index) => total(now.slice(0, index + 1))),
    before: before > 0 ? { date: dateOf(last, sameDay), sum: before } : undefined,
  }
}

/** How a sum compares with an earlier one, ready for "… 23 Oct"; undefined where a share would say nothing. */
export function comparison(sum: number, before: number): string | undefined {
  if (before <= 0 || sum < 0) return undefined
  if (sum === before) return 'The same as on'
  const percent = Math.round((Math.abs(sum - before) / before) * 100)
  if (percent === 0) return 'About the same as on'
  if (percent >= 1000) return `${Math.round(sum / before)} times as much as on`
  return `${percent} % ${sum < before ? 'less' : 'more'} than on`
}

/** How many days a month has. */
export function lengthOf(month: string): number {
  const next = new Date(`${addMonths(month, 1)}-01T00:00:00Z`)
  return new Date(next.getTime() - 86_400_000).getUTCDate()
}

function total(sums: readonly number[]): number {
  return sums.reduce((sum, one) => sum + one, 0)
}

function dateOf(month: string, day: number): string {
  return `${month}-${String(day).padStart(2, '0')}`
}
