import { addMonths, type Days, monthAround, monthBegunIn } from '@/lib/core/dates'
import { weekAround } from '@/lib/core/periods'
import type { Row } from '../entities'

/** What says where the periods of a budget begin. */
export type Rhythm = Pick<Row<'budget'>, 'period' | 'startsOn' | 'since'>

const monthsIn = { month: 1, quarter: 3, year: 12 }

/**
 * The period of a budget that a date is in. Quarters and years begin in the month of the one around `since`; a day that a
 * month does not have is its last one.
 */
export function budgetPeriod({ period, startsOn, since }: Rhythm, date: string): Days {
  if (period === 'week') return weekAround(date, startsOn)
  const size = monthsIn[period]
  const month = monthAround(date, startsOn).from.slice(0, 7)
  const past = numberOf(month) - numberOf(monthAround(since, startsOn).from.slice(0, 7))
  const first = addMonths(month, -(((past % size) + size) % size))
  const { from } = monthBegunIn(first, startsOn)
  return { from, to: monthBegunIn(addMonths(first, size - 1), startsOn).to }
}

function numberOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5))
}
