import { useMemo } from 'react'
import { useBudgets, useSpent } from '@/lib/client/hooks/budgets'
import { countedOf } from '@/lib/client/reads/budgets'
import { type BudgetNow, budgetNow, neededFor } from './budget-figures'

/** All budgets as they stand today; undefined until they are read. */
export function useBudgetsNow(today: string | undefined): BudgetNow[] | undefined {
  const budgets = useBudgets()
  const needed = useMemo(
    () => (budgets && today ? neededFor(budgets, today) : undefined),
    [budgets, today],
  )
  const spent = useSpent(needed?.from, needed?.to)
  return useMemo(() => {
    if (!budgets || !today) return undefined
    if (budgets.length === 0) return []
    if (!spent) return undefined
    const wallets = countedOf(spent)
    return budgets.map((one) => budgetNow(one, wallets, today))
  }, [budgets, spent, today])
}
