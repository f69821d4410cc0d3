/**
 * The fixed heights that let a list of any length be drawn in parts; the classes of the rows keep to them. They are in
 * pixels where text has its usual size, and grow with it.
 */
export const headingHeight = 44
export const rowHeight = 64

const usualTextSize = 16
const readBeyond = 2048
/** Days are read in blocks, so that scrolling within one asks for nothing new. */
const block = 8

/** A height of the list as CSS says it. */
export function inText(height: number): string {
  return `${height / usualTextSize}rem`
}

/** How many pixels on the screen one of the list is: more than one where the browser shows larger text. */
export function textScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / usualTextSize
}

/** A day of the list, newest first, with how many expenses it has. */
export type DayCount = { date: string; count: number }

/** The days of the list by their places. */
export type DayList<D extends DayCount = DayCount> = {
  readonly length: number
  at: (index: number) => D | undefined
  /** How many expenses each has. */
  counts: ArrayLike<number>
}

/** The days with where each begins, in pixels from the top of the list; one more entry than days, the last is the height. */
export type DayLayout<L extends DayList = DayList> = {
  days: L
  tops: Float64Array
}

/** One day to draw: where it begins, and which of its rows. */
export type VisibleDay = { index: number; top: number; firstRow: number; endRow: number }

/** Lays out the days once per change of data; every scroll afterwards is a binary search. */
export function layOutDays<L extends DayList>(days: L): DayLayout<L> {
  const { length, counts } = days
  const tops = new Float64Array(length + 1)
  let top = 0
  for (let index = 0; index < length; index++) {
    tops[index] = top
    top += headingHeight + (counts[index] ?? 0) * rowHeight
  }
  tops[length] = top
  return { days, tops }
}

/** The height of the whole list. */
export function heightOf({ days, tops }: DayLayout): number {
  return tops[days.length] ?? 0
}

/** The index of the day at a height; above the list the first, below it the last, -1 where there are no days. */
export function dayAt({ days, tops }: DayLayout, y: number): number {
  let low = 0
  let high = days.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((tops[middle] ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return high < 0 ? -1 : low
}

/** The days, and the rows of each, that stand between two heights of the list. */
export function visibleDays(layout: DayLayout, from: number, to: number): VisibleDay[] {
  const seen: VisibleDay[] = []
  const first = dayAt(layout, from)
  const last = dayAt(layout, to)
  if (first < 0 || to < 0 || from >= heightOf(layout)) return seen
  for (let index = first; index <= last; index++) {
    const top = layout.tops[index] ?? 0
    const count = layout.days.counts[index] ?? 0
    const rows = top + headingHeight
    const firstRow = clamp(Math.floor((from - rows) / rowHeight), 0, count)
    const endRow = clamp(Math.ceil((to - rows) / rowHeight), firstRow, count)
    seen.push({ index, top, firstRow, endRow })
  }
  return seen
}

/** The oldest and the newest date to read for what stands between two heights of the list. */
export function datesToRead(layout: DayLayout, top: number, bottom: number) {
  const last = layout.days.length - 1
  const newest = blockOf(dayAt(layout, top - readBeyond))
  const oldest = Math.min(last, blockOf(dayAt(layout, bottom + readBeyond)) + block - 1)
  return [layout.days.at(oldest)?.date, layout.days.at(newest)?.date] as const
}

function blockOf(index: number): number {
  return Math.floor(Math.max(0, index) / block) * block
}

/** Where a list must be scrolled to after a change of its days, so that what stood at the top still stands there. */
export function keptScroll(before: DayLayout, after: DayLayout, y: number): number {
  const old = dayAt(before, y)
  const day = before.days.at(old)
  if (!day || y <= 0) return y
  const index = indexOfDate(after.days, day.date)
  const top = after.tops[index] ?? 0
  const within = y - (before.tops[old] ?? 0)
  // Its day is gone: the next older one takes its place.
  return after.days.at(index)?.date === day.date ? top + within : top
}

/** The first day that is not newer than a date. */
function indexOfDate(days: DayList, date: string): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days.at(middle)?.date ?? '') > date) low = middle + 1
    else high = middle
  }
  return low
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
