import { addDays, type Days, daysBetween } from '@/lib/core/dates'
import { addUp, type Sum } from '@/lib/core/money'
import { type Cell, within } from '@/lib/domain/summaries/cells'
import {
  type Compared,
  type Figure,
  runningTotals,
  sideBySide,
  totalIn,
  totalsBy,
  totalsByCategory,
} from '@/lib/domain/summaries/figures'
import {
  type Beginnings,
  periodBefore,
  periodOf,
  totalsByPeriod,
  totalsByWeekday,
} from '@/lib/domain/summaries/periods'
import { mostUsual, usualOf, usualPace, usualParts } from '@/lib/domain/summaries/usual'
import type { Parting, Shown } from './insights-address'
import { asFarAs, type Spans } from './spans'

/** What is compared: a sum and its parts, beside another sum and its parts. */
export type Figures = {
  total: Figure
  /** What it stands beside; undefined where what is usual cannot be said yet. */
  before: Figure | undefined
  /** Between both. */
  difference: Sum | undefined
  parts: Compared[]
  /** What of the difference of both totals no part explains: none but beside what is usual, as medians do not add up. */
  rest: Sum
  /** What is planned for the rest of a period that goes on. */
  planned: Figure
}

/** The figures of some spans, parted by what a cell is counted for; `cells` are counted already. Pure. */
export function figuresOf<C extends Cell>(
  cells: readonly C[],
  spans: Spans,
  partsOf: (cells: readonly C[]) => Map<string, Figure>,
): Figures {
  const { now, period, isCut } = spans
  const its = within(cells, now)
  const rest = { from: addDays(now.to, 1), to: period.to }
  const total = totalIn(its)
  const besides = besidesOf(cells, spans, partsOf)
  const parts = sideBySide(partsOf(its), besides?.parts ?? new Map())
  const explained = parts.reduce<Sum>((sum, part) => addUp(sum, part.difference), 0)
  const difference = besides && addUp(total.total, -besides.total.total)
  return {
    total,
    before: besides?.total,
    difference,
    parts,
    rest: difference === undefined ? 0 : addUp(difference, -explained),
    planned: totalIn(isCut ? within(cells, rest) : []),
  }
}

type Besides = { total: Figure; parts: ReadonlyMap<string, Figure> }

function besidesOf<C extends Cell>(
  cells: readonly C[],
  spans: Spans,
  partsOf: (cells: readonly C[]) => Map<string, Figure>,
): Besides | undefined {
  if (spans.past.length === 0) {
    const earlier = within(cells, spans.before)
    return { total: totalIn(earlier), parts: partsOf(earlier) }
  }
  const past = wholePast(cells, spans).map((days) => within(cells, asFarAs(spans, days)))
  const parts = usualParts(past.map(partsOf))
  const total = usualOf(past.map((some) => totalIn(some).total))
  return parts && total !== undefined ? { total: { count: 0, total }, parts } : undefined
}

/** The periods before that say what is usual: those that are whole, as far as the first expense tells. */
function wholePast(cells: readonly Cell[], { past }: Spans): Days[] {
  const first = cells[0]?.date
  if (first === undefined) return []
  return past.filter(({ from }) => from >= first).slice(0, mostUsual)
}

/** What the cells of categories hold, by what the page parts them by; by note they say nothing. Pure. */
export function partsBy(parting: Exclude<Parting, 'note'>) {
  return (cells: readonly Cell[]): Map<string, Figure> => {
    if (parting === 'category') return totalsByCategory(cells, (id) => id)
    return new Map([...totalsByWeekday(cells)].map(([day, figure]) => [String(day), figure]))
  }
}

/** What had been spent by each day, of a period so far and of the whole one beside it; of what is usual, undefined where nothing says it. */
export type Pace = { now: Sum[]; other: Sum[] | undefined }

/** The pace of some spans. Pure. */
export function paceOf(cells: readonly Cell[], spans: Spans): Pace {
  const { now, other, past, period } = spans
  const run = (days: Days) => runningTotals(within(cells, days), days)
  return {
    now: run(now),
    other:
      past.length === 0
        ? run(other)
        : usualPace(wholePast(cells, spans).map(run), daysBetween(period)),
  }
}

/** A day with what was spent on it. */
export type DayFigure = { date: string } & Figure

/** What was spent on each day of a period. Pure. */
export function daysOf(cells: readonly Cell[], { from, to }: Days): DayFigure[] {
  const perDay = totalsBy(within(cells, { from, to }), ({ date }) => date)
  return Array.from({ length: daysBetween({ from, to }) }, (_, at) => {
    const date = addDays(from, at)
    return { date, ...(perDay.get(date) ?? { count: 0, total: 0 }) }
  })
}

/** A month with what was spent in it. */
export type MonthFigure = Days & Figure

const mostShown = 12
const mostMonths = 120

/**
 * The months of a period that has more than twelve, at most 120, else the last ones up to the one around a date, the oldest
 * first: that one, twelve before it, and one that tells whether the first of these is whole. Pure.
 */
export function lastMonths(date: string, shown: Pick<Shown, 'range'>, begins: Beginnings): Days[] {
  const months = [periodOf(date, 'month', begins)]
  const since = shown.range?.from ?? date
  while (
    months.length < mostUsual + 2 ||
    (months.length < mostMonths && (months[0]?.from ?? '') > since)
  ) {
    const [first] = months
    if (first) months.unshift(periodBefore(first, 'month', begins))
  }
  return months
}

/**
 * What was spent in some months, of fourteen in the last twelve, and what is usual in one: the median of the latest twelve
 * that are over and whole, as far as the first expense of `cells` tells, and of which none is left out. Pure.
 */
export function monthsOf(
  cells: readonly Cell[],
  months: readonly Days[],
  { today, out, begins }: { today: string; out: readonly Days[]; begins: Beginnings },
): { months: MonthFigure[]; usual: Sum | undefined } {
  const found = new Map(totalsByPeriod(cells, 'month', begins).map((one) => [one.from, one]))
  const first = cells[0]?.date
  const gone = new Set(out.map(({ from }) => from))
  const all = months.map((days) => found.get(days.from) ?? { ...days, count: 0, total: 0 })
  const whole = all.filter(
    ({ from, to }) => first !== undefined && from >= first && to < today && !gone.has(from),
  )
  return {
    months: all.length > mostUsual + 2 ? all : all.slice(-mostShown),
    usual: usualOf(whole.map(({ total }) => total).reverse()),
  }
}
