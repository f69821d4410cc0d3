import { addDays, type Days } from '@/lib/core/dates'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import { type Cell, within } from '@/lib/domain/summaries/cells'
import { sideBySide, totalIn, totalsByCategory } from '@/lib/domain/summaries/figures'
import {
  type Beginnings,
  type Beside,
  besideBefore,
  periodOf,
} from '@/lib/domain/summaries/periods'
import type { Shown } from './insights-address'

/** A period, and what of it and of the one before it is compared. */
export type Spans = Beside & { period: Days }

/** The spans that the page looks at. Pure. */
export function spansOf({ kind, on }: Shown, today: string, begins: Beginnings): Spans {
  const period = periodOf(on, kind, begins)
  return { period, ...besideBefore(period, kind, today, begins) }
}

/** The figures of some spans: the totals, their parts by category, and what is planned for the rest of a period that goes on. Pure. */
export function figuresOf(
  cells: readonly Cell[],
  categories: ReadonlyMap<string, Row<'category'>>,
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
