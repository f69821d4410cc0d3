import { type Days, daysBetween } from '@/lib/core/dates'
import type { Sum } from '@/lib/core/money'
import type { Row } from '../entities'
import { type CountedWallet, countedBy } from './counting'
import {
  type LimitFrom,
  leftPerDay,
  type Reach,
  reachOf,
  type Standing,
  standingsOf,
} from './figures'
import { budgetPeriod } from './periods'

/** A budget with all limits that were ever set for it. */
export type Limited = { budget: Row<'budget'>; limits: readonly LimitFrom[] }

/** How a budget stands on a day. */
export type Now = {
  standing: Standing
  reach: Reach
  perDay: Sum | null
  /** Which share of the period is over, from 0 to 1, and how many days are left, that day among them. */
  passed: number
  daysLeft: number
}

/** The days whose expenses the periods of some budgets around a day hang on, carries too. Pure. */
export function neededFor(budgets: readonly Limited[], today: string): Days | undefined {
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

/** How a budget stands on a day, by wallets whose cells reach back as far as `neededFor` says. Pure. */
export function budgetNow(
  { budget, limits }: Limited,
  wallets: readonly CountedWallet[],
  today: string,
): Now {
  const days = budgetPeriod(budget, today)
  // Without a carry what was before says nothing; one that begins later has no period before this one.
  const begins = budget.rollover === 'off' || budget.since > days.from ? days.from : budget.since
  const [found] = standingsOf({ ...budget, since: begins }, limits, countedBy(budget, wallets), {
    from: today,
    to: today,
  })
  const standing = found ?? { ...days, limit: null, carry: 0, spent: 0, left: null }
  const daysLeft = daysBetween({ from: today, to: days.to })
  return {
    ...{ standing, reach: reachOf(standing), perDay: leftPerDay(standing, today) },
    ...{ passed: 1 - (daysLeft - 1) / daysBetween(days), daysLeft },
  }
}
