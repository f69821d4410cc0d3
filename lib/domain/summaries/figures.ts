import { addDays, addMonths, type Days, dayWithin, monthAround } from '@/lib/core/dates'
import { addUp, asSum, type Sum } from '@/lib/core/money'
import { foldText } from '@/lib/core/text'
import { type Cell, type DayCell, within } from './cells'

/** How many expenses, and their exact sum in minor units. */
export type Figure = { count: number; total: Sum }

/** All that some cells hold. Pure. */
export function totalIn(cells: Iterable<Figure>): Figure {
  let count = 0
  let total: Sum = 0
  for (const cell of cells) {
    count += cell.count
    total = addUp(total, cell.total)
  }
  return { count, total }
}

/** What some cells hold by what each of them is counted for. Pure. */
export function totalsBy<C extends DayCell, K>(
  cells: Iterable<C>,
  keyOf: (cell: C) => K,
): Map<K, Figure> {
  const groups = new Map<K, Figure>()
  for (const cell of cells) {
    const key = keyOf(cell)
    const { count, total } = groups.get(key) ?? nothing
    groups.set(key, { count: count + cell.count, total: addUp(total, cell.total) })
  }
  return groups
}

/** What some cells hold per category, by its id once aliases are followed; categories without expenses are left out. Pure. */
export function totalsByCategory(
  cells: Iterable<Cell>,
  leadsTo: (categoryId: string) => string,
): Map<string, Figure> {
  return totalsBy(cells, ({ categoryId }) => leadsTo(categoryId))
}

/** What one part of a sum holds in two periods, and its part of the difference of both. */
export type Compared = { key: string; now: Figure; before: Figure; difference: Sum }

/**
 * The parts of two periods side by side, the largest of now first; the differences of the parts sum to that of the whole.
 * Pure.
 */
export function sideBySide(
  now: ReadonlyMap<string, Figure>,
  before: ReadonlyMap<string, Figure>,
): Compared[] {
  const keys = [...new Set([...now.keys(), ...before.keys()])]
  const all = keys.map((key) => {
    const [its, earlier] = [now.get(key) ?? nothing, before.get(key) ?? nothing]
    return { key, now: its, before: earlier, difference: addUp(its.total, -earlier.total) }
  })
  return all.sort(
    (one, other) =>
      larger(one.now, other.now) ||
      larger(one.before, other.before) ||
      (one.key < other.key ? -1 : 1),
  )
}

const nothing: Figure = { count: 0, total: 0 }

function larger(one: Figure, other: Figure): number {
  return one.total === other.total ? 0 : one.total < other.total ? 1 : -1
}

/** What some expenses with one note hold. */
export type Noted = Figure & { note: string }

/**
 * What some expenses hold per note, by its `foldText`, which is `noteKey` where it is known: one shop however it is written,
 * under the spelling that most of them have, of two the first one in the alphabet. Pure.
 */
export function totalsByNote(parts: Iterable<Noted & { noteKey?: string }>): Map<string, Noted> {
  const groups = new Map<string, Noted & { most: number }>()
  for (const { note, noteKey, count, total } of parts) {
    const key = noteKey ?? foldText(note)
    const known = groups.get(key)
    const isMore = !known || count > known.most || (count === known.most && note < known.note)
    groups.set(key, {
      ...(isMore ? { note, most: count } : { note: known.note, most: known.most }),
      count: (known?.count ?? 0) + count,
      total: addUp(known?.total ?? 0, total),
    })
  }
  return new Map([...groups].map(([key, { most: _, ...group }]) => [key, group]))
}

/** What had been spent by the end of each of certain days, exactly, in minor units. Pure. */
export function runningTotals(cells: readonly DayCell[], { from, to }: Days): Sum[] {
  const perDay = totalsBy(cells, ({ date }) => date)
  const totals: Sum[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) {
    totals.push(addUp(totals.at(-1) ?? 0, perDay.get(date)?.total ?? 0))
  }
  return totals
}

function spentIn(cells: readonly DayCell[], days: Days): Sum {
  return totalIn(within(cells, days)).total
}

/** A month until today, beside the one before it; sums in minor units, not a number where one passes 2^53. */
export type MonthSoFar = Days & {
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
 * The month that today is in, up to today, beside the one before it up to the same day, from the cells of both; months begin
 * on `startsOn` (see `dayWithin`). Pure.
 */
export function soFar(cells: readonly DayCell[], today: string, startsOn: number): MonthSoFar {
  const { from, to } = monthAround(today, startsOn)
  const last = monthAround(addDays(from, -1), startsOn)
  const days = runningTotals(cells, { from, to: today }).map(asSum)
  // Where months begin on a day that not all of them have, the one before may not hold that day: then its nearest one.
  const [, sameDay = ''] = [last.from, monthEarlier(today), last.to].sort()
  const before = asSum(spentIn(cells, { from: last.from, to: sameDay }))
  return {
    ...{ from, to, since: last.from, days, sum: days.at(-1) ?? 0 },
    total: asSum(spentIn(cells, { from, to })),
    before: before > 0 ? { date: sameDay, sum: before } : undefined,
  }
}

// The same day a month earlier; the last one where that month is shorter.
function monthEarlier(date: string): string {
  return dayWithin(addMonths(date.slice(0, 7), -1), Number(date.slice(8)))
}
