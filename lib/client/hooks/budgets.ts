'use client'

import { useMemo } from 'react'
import {
  countedOf,
  type LimitedBudget,
  readBudgets,
  readSpent,
  renewSpent,
  type SpentWallet,
} from '@/lib/client/reads/budgets'
import { query } from '@/lib/client/reads/queries'
import { budgetNow, type Now, neededFor } from '@/lib/domain/budgets/now'
import { useLive } from './live'

const budgets = query('budgets', ['budget', 'limit', 'wallet'], readBudgets)

/** The budgets of this device's person and of their wallets, with their limits, in the order of `readBudgets`. */
export function useBudgets(): LimitedBudget[] | undefined {
  return useLive(budgets, [])
}

const spent = query(
  'spent',
  (_from: string, _to: string) => ['expense', 'wallet', 'category'],
  async (replica, from, to) => ({ from, to, wallets: await readSpent(replica, { from, to }) }),
  {
    renew: (former, written, from, to) => {
      const wallets = renewSpent(former.wallets, written, { from, to })
      return wallets && { from, to, wallets }
    },
  },
)

/** What was spent in all wallets between two dates, or in more: the former answer stays as long as it holds them. */
export function useSpent(
  from: string | undefined,
  to: string | undefined,
): SpentWallet[] | undefined {
  const known = useLive(spent, from && to ? [from, to] : undefined, { keep: true })
  return known && from && to && known.from <= from && known.to >= to ? known.wallets : undefined
}

/** A budget as it stands today. */
export type BudgetNow = LimitedBudget & Now

const none: BudgetNow[] = []

/** All budgets as they stand today; undefined until they are read. */
export function useBudgetsNow(today: string | undefined): BudgetNow[] | undefined {
  const budgets = useBudgets()
  const needed = useMemo(
    () => (budgets && today ? neededFor(budgets, today) : undefined),
    [budgets, today],
  )
  const spent = useSpent(needed?.from, needed?.to)
  if (!budgets || !today) return undefined
  if (budgets.length === 0) return none
  return spent && standingNow(budgets, spent, today)
}

type Worked = { spent: readonly SpentWallet[]; today: string; now: BudgetNow[] }

/** What was worked out last for some budgets: several parts of a screen ask the same, and a save changes it for all of them. */
const worked = new WeakMap<readonly LimitedBudget[], Worked>()

function standingNow(
  budgets: readonly LimitedBudget[],
  spent: readonly SpentWallet[],
  today: string,
): BudgetNow[] {
  const last = worked.get(budgets)
  if (last?.spent === spent && last.today === today) return last.now
  const wallets = countedOf(spent)
  const now = budgets.map((one) => ({ ...one, ...budgetNow(one, wallets, today) }))
  worked.set(budgets, { spent, today, now })
  return now
}
