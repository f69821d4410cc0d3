import { type Days, dayOf, firstDate, lastDate } from '@/lib/core/dates'
import type { DayCell } from '@/lib/domain/summaries/cells'
import type { Month } from './store'

/** The cells of the days that have expenses, newest first, from what the device keeps per month; of certain days where that is asked. */
export function dayCells(
  months: readonly Month[],
  { from, to }: Days = { from: firstDate, to: lastDate },
): DayCell[] {
  const cells: DayCell[] = []
  for (const { month, counts, sums } of months) {
    if (dayOf(month, 31) < from || dayOf(month, 1) > to) continue
    for (let day = 31; day >= 1; day--) {
      const count = counts[day - 1]
      const date = count ? dayOf(month, day) : ''
      if (count && date >= from && date <= to)
        cells.push({ date, count, total: sums[day - 1] ?? 0 })
    }
  }
  return cells
}
