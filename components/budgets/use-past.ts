import { useMemo } from 'react'
import { useSpent } from '@/lib/client/hooks/budgets'
import { countedOf, type LimitedBudget } from '@/lib/client/reads/budgets'
import { pastOf, usualDays } from '@/lib/domain/budgets/past'

type Budget = Parameters<typeof pastOf>[0]

/** What was spent in the periods before the present one of a budget, and what is usual; undefined until it is read. */
export function usePast(
  budget: Budget | undefined,
  limits: LimitedBudget['limits'],
  today: string,
): ReturnType<typeof pastOf> | undefined {
  const days = budget && usualDays(budget, today)
  const spent = useSpent(days?.from, days?.to)
  const key = JSON.stringify(budget)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what the budget is
  return useMemo(
    () => (budget && spent ? pastOf(budget, limits, countedOf(spent), today) : undefined),
    [key, limits, spent, today],
  )
}
