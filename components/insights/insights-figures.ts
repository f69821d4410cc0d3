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
  asFarAs,
  type Beginnings,
  periodBefore,
  periodOf,
  totalsByPeriod,
  totalsByWeekday,
} from '@/lib/domain/summaries/periods'
import { mostUsual, usualOf, usualPace, usualParts } from '@/lib/domain/summaries/usual'
import type { Parting, Shown } from './insights-address'
import type { Spans } from './spans'

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

/**
 * The figures of some spans, parted by what a cell is counted for; `cells` are counted already, and `since` is the first day
 * on which anything was ever spent. Pure.
 */
export function figuresOf<C extends Cell>(
  cells: readonly C[],
  spans: Spans,
  since: string,
  partsOf: (cells: readonly C[]) => Map<string, Figure>,
): Figures {
  const { now, period, isCut } = spans
  const its = within(cells, now)
  const rest = { from: addDays(now.to, 1), to: period.to }
  const total = totalIn(its)
  const standard = standardOf(cells, spans, since, partsOf)
  const parts = sideBySide(partsOf(its), standard?.parts ?? new Map())
  const explained = parts.reduce<Sum>((sum, part) => addUp(sum, part.difference), 0)
  const difference = standard && addUp(total.total, -standard.total.total)
  return {
    total,
    before: standard?.total,
    difference,
    parts,
    rest: difference === undefined ? 0 : addUp(difference, -explained),
    planned: totalIn(isCut ? within(cells, rest) : []),
  }
}

/** What a period is compared with. */
type Standard = { total: Figure; parts: ReadonlyMap<string, Figure> }

function standardOf<C extends Cell>(
  cells: readonly C[],
  spans: Spans,
  since: string,
  partsOf: (cells: readonly C[]) => Map<string, Figure>,
): Standard | undefined {
  if (spans.past.length === 0) {
    if (spans.isOut) return undefined
    const earlier = within(cells, spans.before)
    return { total: totalIn(earlier), parts: partsOf(earlier) }
  }
  const { now, isCut } = spans
  const past = wholePast(spans, since).map((days) =>
    within(cells, isCut ? asFarAs(now, days) : days),
  )
  const parts = usualParts(past.map(partsOf))
  const total = usualOf(past.map((some) => totalIn(some).total))
  return parts && total !== undefined ? { total: { count: 0, total }, parts } : undefined
}

/** The periods before that say what is usual: those that were whole when the first expense came. */
function wholePast({ past }: Spans, since: string): readonly Days[] {
  return past.filter(({ from }) => from >= since)
}

/** How the page parts cells, but for their notes, which they do not hold. Pure. */
export function partsBy(parting: Exclude<Parting, 'note'>) {
  return (cells: readonly Cell[]): Map<string, Figure> => {
    if (parting === 'category') return totalsByCategory(cells, (id) => id)
    return new Map([...totalsByWeekday(cells)].map(([day, figure]) => [String(day), figure]))
  }
}

/** What had been spent by each day, of a period so far and of the whole one beside it; of what is usual, undefined where nothing says it. */
export type Pace = { now: Sum[]; other: Sum[] | undefined }

/** The pace of some spans. Pure. */
export function paceOf(cells: readonly Cell[], spans: Spans, since: string): Pace {
  const { now, other, past, period } = spans
  const run = (days: Days) => runningTotals(within(cells, days), days)
  return {
    now: run(now),
    other:
      past.length > 0
        ? usualPace(wholePast(spans, since).map(run), daysBetween(period))
        : spans.isOut
          ? undefined
          : run(other),
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

const mostMonths = 120

/** How many months are drawn: those of a range, at least twelve and at most 120. Pure. */
function drawnOf({ range }: Pick<Shown, 'range'>, begins: Beginnings): number {
  let count = 0
  for (let month = range && periodOf(range.to, 'month', begins); month && count < mostMonths; ) {
    if (month.to < (range?.from ?? '')) break
    count++
    month = periodBefore(month, 'month', begins)
  }
  return Math.max(mostUsual, count)
}

/** The months up to the one around a date, the oldest first: those that are drawn, and at least twelve before that one. Pure. */
export function lastMonths(date: string, shown: Pick<Shown, 'range'>, begins: Beginnings): Days[] {
  const months = [periodOf(date, 'month', begins)]
  const count = Math.max(mostUsual + 1, drawnOf(shown, begins))
  while (months.length < count) {
    const [first] = months
    if (first) months.unshift(periodBefore(first, 'month', begins))
  }
  return months
}

type MonthsOf = {
  shown: Pick<Shown, 'range'>
  today: string
  /** The first day on which anything was ever spent. */
  since: string
  /** The months that are left out. */
  out: readonly Days[]
  begins: Beginnings
}

/**
 * What was spent in some months, as `lastMonths` names them, and what is usual in one: the median of the latest twelve that
 * are over and whole, and of which none is left out. Pure.
 */
export function monthsOf(
  cells: readonly Cell[],
  months: readonly Days[],
  { shown, today, since, out, begins }: MonthsOf,
): { months: MonthFigure[]; usual: Sum | undefined } {
  const found = new Map(totalsByPeriod(cells, 'month', begins).map((one) => [one.from, one]))
  const gone = new Set(out.map(({ from }) => from))
  const all = months.map((days) => found.get(days.from) ?? { ...days, count: 0, total: 0 })
  const whole = all.filter(({ from, to }) => from >= since && to < today && !gone.has(from))
  return {
    months: all.slice(-drawnOf(shown, begins)),
    usual: usualOf(whole.map(({ total }) => total).reverse()),
  }
}
