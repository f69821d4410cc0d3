import type { Days } from '@/lib/core/dates'
import { addUp, type Sum } from '@/lib/core/money'
import type { Row } from '../entities'
import { worth } from './worth'

/** What was spent on one day: how many expenses, and their exact sum in minor units, refunds taken off. */
export type DayCell = { date: string; count: number; total: Sum }

/** What was spent on one day in one category, as the expenses name it: aliases are followed by whoever reads. */
export type Cell = DayCell & { categoryId: string }

type Counted = Pick<Row<'expense'>, 'date' | 'categoryId' | 'amount' | 'deletedAt'>

/** The cells of some expenses, by date and category; deleted ones do not count. Pure. */
export function cellsOf(rows: Iterable<Counted>): Cell[] {
  const cells = new Map<string, Cell>()
  for (const row of rows) count(cells, row, 1)
  return sorted(cells)
}

/**
 * Some cells, by date, after expenses were taken from them, which are counted there, and others were put to them. A few among
 * many are put in their places. Pure.
 */
export function withCounted(
  cells: readonly Cell[],
  { taken, put }: { taken: Iterable<Counted>; put: Iterable<Counted> },
): Cell[] {
  const now = [...cells]
  for (const row of taken) countAmong(now, row, -1)
  for (const row of put) countAmong(now, row, 1)
  return now
}

function countAmong(cells: Cell[], row: Counted, by: 1 | -1): void {
  if (row.deletedAt) return
  const { date, categoryId } = row
  let at = firstOf(cells, date)
  let place = -1
  for (; cells[at]?.date === date && cells[at]?.categoryId !== categoryId; at++) {
    if (place < 0 && (cells[at]?.categoryId ?? '') > categoryId) place = at
  }
  const former = cells[at]?.date === date ? cells[at] : undefined
  const count = (former?.count ?? 0) + by
  const cell = { date, categoryId, count, total: addUp(former?.total ?? 0, by * worth(row)) }
  if (!former) cells.splice(place < 0 ? at : place, 0, cell)
  else if (count === 0) cells.splice(at, 1)
  else cells[at] = cell
}

/** Where the cells of a date begin, or would. */
function firstOf(cells: readonly Cell[], date: string): number {
  let [low, high] = [0, cells.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cells[middle]?.date ?? '') < date) low = middle + 1
    else high = middle
  }
  return low
}

/** Some cells, those of one date and category as one, in the order in which they came. Pure. */
export function merged(cells: Iterable<Cell>): Cell[] {
  const found = new Map<string, Cell>()
  for (const cell of cells) {
    const key = keyOf(cell)
    const former = found.get(key)
    const count = (former?.count ?? 0) + cell.count
    const total = addUp(former?.total ?? 0, cell.total)
    found.set(key, { date: cell.date, categoryId: cell.categoryId, count, total })
  }
  return [...found.values()]
}

function count(cells: Map<string, Cell>, row: Counted, by: 1 | -1): void {
  if (row.deletedAt) return
  const key = keyOf(row)
  const former = cells.get(key) ?? { count: 0, total: 0 }
  const { date, categoryId } = row
  const total = addUp(former.total, by * worth(row))
  const cell = { date, categoryId, count: former.count + by, total }
  if (cell.count === 0) cells.delete(key)
  else cells.set(key, cell)
}

function keyOf({ date, categoryId }: Pick<Cell, 'date' | 'categoryId'>): string {
  return `${date} ${categoryId}`
}

function sorted(cells: ReadonlyMap<string, Cell>): Cell[] {
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell)
}

/** Those of some cells or rows that are of certain days. Pure. */
export function within<C extends { date: string }>(cells: readonly C[], { from, to }: Days): C[] {
  return cells.filter(({ date }) => date >= from && date <= to)
}
