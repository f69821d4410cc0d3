import { type Days, dayOf, firstDate, lastDate } from '@/lib/core/dates'
import type { DayCell } from '@/lib/domain/summaries/cells'
import type { Month } from './store'

// Of twenty years a save makes one month another one.
const cellsIn = new WeakMap<Month, DayCell[]>()

/** The cells of the days that have expenses, newest first, from what the device keeps per month; of certain days where that is asked. */
export function dayCells(
  months: readonly Month[],
  { from, to }: Days = { from: firstDate, to: lastDate },
): DayCell[] {
  return months.flatMap((one) => {
    const [first, last] = [dayOf(one.month, 1), dayOf(one.month, 31)]
    if (last < from || first > to) return []
    const cells = cellsIn.get(one) ?? cellsOf(one)
    cellsIn.set(one, cells)
    return first >= from && last <= to
      ? cells
      : cells.filter(({ date }) => date >= from && date <= to)
  })
}

function cellsOf({ month, counts, sums }: Month): DayCell[] {
  const cells: DayCell[] = []
  for (let day = 31; day >= 1; day--) {
    const count = counts[day - 1]
    if (count) cells.push({ date: dayOf(month, day), count, total: sums[day - 1] ?? 0 })
  }
  return cells
}
