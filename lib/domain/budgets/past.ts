import { addDays, type Days } from '@/lib/core/dates'
import type { Sum } from '@/lib/core/money'
import type { Row } from '../entities'
import { within } from '../summaries/cells'
import { totalIn } from '../summaries/figures'
import { mostUsual, usualOf } from '../summaries/usual'
import { type CountedWallet, countedBy } from './counting'
import { standingsOf } from './figures'
import type { Limited } from './now'
import { budgetPeriod, type Rhythm } from './periods'

type Budget = Rhythm &
  Pick<Row<'budget'>, 'spaceId' | 'scope' | 'categories' | 'currency' | 'rollover'>

/** A period that is over: what was spent in it, and its limit, where there was one. */
export type PastPeriod = Days & { spent: Sum; limit: number | null }

const mostPast = 6

/** The days that say what is usual for a budget. Pure. */
export function usualDays(budget: Rhythm, today: string): Days {
  const periods = periodsBefore(budget, today)
  const { to } = budgetPeriod(budget, today)
  return { from: periods.at(-1)?.from ?? today, to }
}

/**
 * What was spent in the periods before the present one, the latest first, and what is usual; periods before the first expense
 * say nothing. Pure.
 */
export function pastOf(
  budget: Budget,
  limits: Limited['limits'],
  wallets: readonly CountedWallet[],
  today: string,
): { periods: PastPeriod[]; usual: Sum | undefined } {
  const [first] = wallets.flatMap(({ cells }) => cells.slice(0, 1).map(({ date }) => date)).sort()
  const cells = countedBy(budget, wallets)
  const all = periodsBefore(budget, today).flatMap((days) => {
    if (first === undefined || days.to < first) return []
    const { total: spent } = totalIn(within(cells, days))
    const [standing] = standingsOf(budget, limits, [], days).filter(
      ({ from }) => from === days.from,
    )
    return [{ ...days, spent, limit: standing?.limit ?? null }]
  })
  // Of the first one only a part may have been written down.
  const whole = all.filter(({ from }) => first !== undefined && from >= first)
  return { periods: all.slice(0, mostPast), usual: usualOf(whole.map(({ spent }) => spent)) }
}

function periodsBefore(budget: Rhythm, today: string): Days[] {
  const periods: Days[] = []
  let { from } = budgetPeriod(budget, today)
  // One more tells whether the first of those that count is whole.
  while (periods.length <= mostUsual) {
    const days = budgetPeriod(budget, addDays(from, -1))
    periods.push(days)
    ;({ from } = days)
  }
  return periods
}
