import { type Days, dayOf } from '@/lib/core/dates'
import type { DayCell } from '@/lib/domain/summaries/cells'
import type { Month } from './store'

/** The cells of the days that have expenses, newest first, from what the device keeps per month; only those of certain days where that is asked. */
export function dayCells(months: readonly Month[], days?: Days): DayCell[] {
  const cells: DayCell[] = []
  for (const { month, counts, sums } of months) {
    if (days && (month < days.from.slice(0, 7) || month > days.to.slice(0, 7))) continue
    for (let day = 31; day >= 1; day--) {
      const count = counts[day - 1] ?? 0
      if (count === 0) continue
      const date = dayOf(month, day)
      if (days && (date < days.from || date > days.to)) continue
      cells.push({ date, count, total: sums[day - 1] ?? 0 })
    }
  }
  return cells
}
