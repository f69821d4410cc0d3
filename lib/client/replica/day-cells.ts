import { type Days, dayOf, dayWithin, firstDate, lastDate } from '@/lib/core/dates'
import { addUp, type Sum } from '@/lib/core/money'
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

/**
 * What the device keeps per month as at most two cells each, newest first: of the days from the one on which a person's
 * months begin (`startsOn`, see `dayWithin`), and of those before it.
 */
export function monthCells(months: readonly Month[], startsOn: number): DayCell[] {
  return months.flatMap((one) => {
    const begins = dayWithin(one.month, startsOn)
    const first = Number(begins.slice(8))
    const later = { date: begins, ...summed(one, first, 31) }
    const earlier = { date: dayOf(one.month, 1), ...summed(one, 1, first - 1) }
    return [later, earlier].filter(({ count }) => count > 0)
  })
}

function summed({ counts, sums }: Month, first: number, last: number): Omit<DayCell, 'date'> {
  let count = 0
  let total: Sum = 0
  for (let day = first; day <= last; day++) {
    count += counts[day - 1] ?? 0
    total = addUp(total, sums[day - 1] ?? 0)
  }
  return { count, total }
}
