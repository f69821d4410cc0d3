'use client'

import { useHere } from '@/components/parts/here'
import { PaceChart } from '@/components/parts/pace-chart'
import { useBudgetsNow } from '@/lib/client/hooks/budgets'
import { addUp } from '@/lib/core/money'
import { isForAllOf } from '@/lib/domain/budgets/counting'
import type { Row } from '@/lib/domain/entities'

type Props = {
  now: readonly number[]
  other: readonly number[]
  /** The first day of the month. */
  from: string
  wallet: Row<'wallet'>
  wallets: readonly Row<'wallet'>[]
  at: number | undefined
  onAt: (day: number | undefined) => void
  words: string
}

/** The month so far beside the last one, under what a budget for everything in this wallet leaves it. */
export function MonthPace({ from, wallet, wallets, ...chart }: Props) {
  const { today } = useHere()
  const budgets = useBudgetsNow(today)
  const whole = budgets?.find(
    ({ budget, standing }) =>
      budget.period === 'month' &&
      standing.from === from &&
      standing.limit !== null &&
      isForAllOf(budget, wallet, wallets),
  )
  const { limit, carry = 0 } = whole?.standing ?? {}
  return (
    <PaceChart
      {...chart}
      {...(typeof limit === 'number' && { limit: Number(addUp(limit, carry)) })}
      className="h-11"
    />
  )
}
