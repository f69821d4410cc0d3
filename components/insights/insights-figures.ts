import { addDays, type Days } from '@/lib/core/dates'
import type { Sum } from '@/lib/core/money'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import { type Cell, withCounted, within } from '@/lib/domain/summaries/cells'
import {
  type Figure,
  runningTotals,
  sideBySide,
  totalIn,
  totalsByCategory,
} from '@/lib/domain/summaries/figures'
import {
  type Beginnings,
  type Beside,
  beside,
  periodBefore,
  periodOf,
  totalsByPeriod,
  yearBefore,
} from '@/lib/domain/summaries/periods'
import { mostUsual, usualOf } from '@/lib/domain/summaries/usual'
import type { Shown } from './insights-address'

type Categories = ReadonlyMap<string, Row<'category'>>

/** A period, what of it and of the one beside it is compared, and that one whole. */
export type Spans = Beside & { period: Days; other: Days }

/** The spans that the page looks at. Pure. */
export function spansOf(shown: Shown, today: string, begins: Beginnings): Spans {
  const { kind, on } = shown
  const period = periodOf(on, kind, begins)
  const earlier = shown.beside === 'year' ? yearBefore : periodBefore
  const other = earlier(period, kind, begins)
  return { period, other, ...beside(period, other, today) }
}

/** Cells without some categories, and without some expenses that are counted in them. Pure. */
export function without(
  cells: readonly Cell[],
  categories: Categories,
  ids: readonly string[],
  expenses: readonly Row<'expense'>[],
  days: Days,
): readonly Cell[] {
  if (ids.length === 0) return cells
  const out = new Set(ids.map((id) => canonicalId(categories, id)))
  const taken = within(expenses, days)
  return withCounted(cells, { taken, put: [] }).filter(
    ({ categoryId }) => !out.has(canonicalId(categories, categoryId)),
  )
}

/** The figures of some spans: the totals, their parts by category, and what is planned for the rest of a period that goes on. Pure. */
export function figuresOf(
  cells: readonly Cell[],
  categories: Categories,
  { period, now, before, isCut }: Spans,
) {
  const leadsTo = (id: string) => canonicalId(categories, id)
  const [its, earlier] = [within(cells, now), within(cells, before)]
  const rest = { from: addDays(now.to, 1), to: period.to }
  return {
    total: totalIn(its),
    before: totalIn(earlier),
    planned: totalIn(isCut ? within(cells, rest) : []),
    parts: sideBySide(totalsByCategory(its, leadsTo), totalsByCategory(earlier, leadsTo)),
  }
}

/** What had been spent by each day, of a period so far and of the whole one beside it. */
export type Pace = { now: Sum[]; other: Sum[] }

/** The pace of some spans. Pure. */
export function paceOf(cells: readonly Cell[], { now, other }: Spans): Pace {
  return {
    now: runningTotals(within(cells, now), now),
    other: runningTotals(within(cells, other), other),
  }
}

/** A month with what was spent in it. */
export type MonthFigure = Days & Figure

const mostShown = 12

/**
 * The last months up to the one around a date, the oldest first: that one, twelve before it, and one that tells whether the
 * first of these is whole; `begins` is where they begin. Pure.
 */
export function lastMonths(date: string, begins: Beginnings): Days[] {
  const months = [periodOf(date, 'month', begins)]
  while (months.length < mostUsual + 2) {
    const [first] = months
    if (first) months.unshift(periodBefore(first, 'month', begins))
  }
  return months
}

/**
 * What was spent in the last twelve of some months, and what is usual in one: the median of those that are over and whole, as
 * far as the first expense of `cells` tells. Pure.
 */
export function monthsOf(
  cells: readonly Cell[],
  months: readonly Days[],
  today: string,
  begins: Beginnings,
): { months: MonthFigure[]; usual: Sum | undefined } {
  const found = new Map(totalsByPeriod(cells, 'month', begins).map((one) => [one.from, one]))
  const first = cells[0]?.date
  const all = months.map((days) => found.get(days.from) ?? { ...days, count: 0, total: 0 })
  const whole = all.filter(({ from, to }) => first !== undefined && from >= first && to < today)
  return {
    months: all.slice(-mostShown),
    usual: usualOf(whole.map(({ total }) => total).reverse()),
  }
}
