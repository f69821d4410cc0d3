import type { LimitedBudget } from '@/lib/client/reads/budgets'
import { addDays, type Days, daysBetween } from '@/lib/core/dates'
import type { Sum } from '@/lib/core/money'
import { type CountedWallet, countedBy } from '@/lib/domain/budgets/counting'
import {
  leftPerDay,
  type Reach,
  reachOf,
  type Standing,
  standingsOf,
} from '@/lib/domain/budgets/figures'
import { budgetPeriod, type Rhythm } from '@/lib/domain/budgets/periods'
import type { Row } from '@/lib/domain/entities'
import { within } from '@/lib/domain/summaries/cells'
import { totalIn } from '@/lib/domain/summaries/figures'
import { mostUsual, usualOf } from '@/lib/domain/summaries/usual'

/** A budget as it stands today. */
export type BudgetNow = LimitedBudget & {
  standing: Standing
  reach: Reach
  perDay: Sum | null
  /** Which share of the period is over, from 0 to 1, and how many days are left, today among them. */
  passed: number
  daysLeft: number
}

/** The days whose expenses the present periods of some budgets hang on, carries too. Pure. */
export function neededFor(budgets: readonly LimitedBudget[], today: string): Days | undefined {
  const all = budgets.map(({ budget }) => {
    const { from, to } = budgetPeriod(budget, today)
    const since = budgetPeriod(budget, budget.since).from
    return { from: budget.rollover === 'off' || since > from ? from : since, to }
  })
  const [from] = all.map((one) => one.from).sort()
  const to = all
    .map((one) => one.to)
    .sort()
    .at(-1)
  return from && to ? { from, to } : undefined
}

/** A budget as it stands on a day, by wallets whose cells reach back as far as `neededFor` says. Pure. */
export function budgetNow(
  known: LimitedBudget,
  wallets: readonly CountedWallet[],
  today: string,
): BudgetNow {
  const { budget, limits } = known
  const days = budgetPeriod(budget, today)
  // One that begins later has no period yet.
  const begun = budget.since > days.to ? { ...budget, since: days.from } : budget
  // Without a carry what was before says nothing.
  const since = begun.rollover === 'off' ? days.from : begun.since
  const cells = countedBy(budget, wallets)
  const [standing] = standingsOf({ ...begun, since: phase(begun, since) }, limits, cells, {
    from: today,
    to: today,
  })
  const its = standing ?? { ...days, limit: null, carry: 0, spent: 0, left: null }
  const daysLeft = daysBetween({ from: today, to: days.to })
  return {
    ...known,
    ...{ standing: its, reach: reachOf(its), perDay: leftPerDay(its, today) },
    ...{ passed: 1 - (daysLeft - 1) / daysBetween(days), daysLeft },
  }
}

/** The same rhythm, begun with the period around a date: its first day is in the month that quarters and years begin in. */
function phase(budget: Rhythm, date: string): string {
  return budgetPeriod(budget, date).from
}

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
  budget: Rhythm &
    Pick<Row<'budget'>, 'spaceId' | 'scope' | 'categories' | 'currency' | 'rollover'>,
  limits: LimitedBudget['limits'],
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
  while (periods.length < mostUsual) {
    const days = budgetPeriod(budget, addDays(from, -1))
    periods.push(days)
    ;({ from } = days)
  }
  return periods
}
