import { type Days, monthAround, quarterAround, weekAround, yearAround } from '@/lib/core/dates'

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
