import type { Days } from '@/lib/core/dates'
import { addUp, type Sum } from '@/lib/core/money'
import type { Row } from '../entities'
import { worth } from './worth'

/** What was spent on one day: how many expenses, and their exact sum in minor units, refunds taken off. */
export type DayCell = { date: string; count: number; total: Sum }

/** What was spent on one day in one category, as the expenses name it: aliases are followed by whoever reads. */
export type Cell = DayCell & { categoryId: string }

type Counted = Pick<Row<'expense'>, 'date' | 'categoryId' | 'amount' | 'deletedAt'>

/** The cells of some expenses, of which deleted ones do not count. Pure. */
export function cellsOf(rows: Iterable<Counted>): Cell[] {
  const cells = new Map<string, Cell>()
  for (const row of rows) {
    if (row.deletedAt) continue
    const { date, categoryId } = row
    const key = `${date} ${categoryId}`
    const { count, total } = cells.get(key) ?? { count: 0, total: 0 }
    cells.set(key, { date, categoryId, count: count + 1, total: addUp(total, worth(row)) })
  }
  return [...cells.values()]
}

/** Those of some cells that are of certain days. Pure. */
export function within<C extends DayCell>(cells: readonly C[], { from, to }: Days): C[] {
  return cells.filter(({ date }) => date >= from && date <= to)
}
