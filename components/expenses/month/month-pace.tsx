'use client'

import { useHere } from '@/components/parts/here'
import { PaceChart } from '@/components/parts/pace-chart'
import { useBudgetsNow } from '@/lib/client/hooks/budgets'
import { asSum } from '@/lib/core/money'
import type { Row } from '@/lib/domain/entities'

type Props = {
  now: readonly number[]
  other: readonly number[]
  /** The first day of the month. */
  from: string
  wallet: Row<'wallet'>
  at: number | undefined
  onAt: (day: number) => void
  words: string
}

/** The month so far beside the last one, under what a budget for everything leaves it. */
export function MonthPace({ from, wallet, ...chart }: Props) {
  const { today } = useHere()
  const budgets = useBudgetsNow(today)
  const whole = budgets?.find(
    ({ budget, standing }) =>
      budget.scope === 'all' &&
      budget.currency === wallet.currency &&
      standing.from === from &&
      standing.limit !== null,
  )
  const { limit, carry = 0 } = whole?.standing ?? {}
  return (
    <PaceChart
      {...chart}
      {...(typeof limit === 'number' && { limit: limit + asSum(carry) })}
      className="h-11"
    />
  )
}
