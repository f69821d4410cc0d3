import { useMemo } from 'react'
import { useCategories } from '@/lib/client/hooks/categories'
import { useHorizon } from '@/lib/client/hooks/expenses'
import { useCells, useExpensesOf } from '@/lib/client/hooks/insights'
import { useBeginnings } from '@/lib/client/hooks/preferences'
import { useCurrentWallet } from '@/lib/client/hooks/wallets'
import type { Shown } from './insights-address'
import { figuresOf, lastMonths, monthsOf, paceOf, spansOf, without } from './insights-figures'

export type Insights = ReturnType<typeof useInsights>

/** All that the page shows of a wallet and a period; what is not read yet is undefined. */
export function useInsights(shown: Shown, today: string) {
  const { wallet, choose } = useCurrentWallet()
  const categories = useCategories(wallet?.id)
  const horizon = useHorizon(wallet?.id)
  const begins = useBeginnings()
  const spans = useMemo(() => spansOf(shown, today, begins), [shown, today, begins])
  const left = useExpensesOf(wallet?.id, shown.without)
  const cells = useCells(wallet?.id, spans.other.from, spans.period.to)
  const figures = useMemo(() => {
    if (!cells || !categories || !left) return undefined
    const days = { from: spans.other.from, to: spans.period.to }
    const counted = without(cells, categories, shown.without, left, days)
    return { ...figuresOf(counted, categories, spans), pace: paceOf(counted, spans) }
  }, [cells, categories, left, shown.without, spans])
  return { ...spans, wallet, choose, categories, horizon, figures, begins, left }
}

/** The months up to the one that a period ends in, or that today is in where it goes on; undefined until they are read. */
export function useMonths(
  { wallet, categories, left, period, begins }: Insights,
  shown: Shown,
  today: string,
) {
  const until = period.to < today ? period.to : today
  const months = useMemo(() => lastMonths(until, begins), [until, begins])
  const days = { from: months[0]?.from ?? until, to: months.at(-1)?.to ?? until }
  const cells = useCells(wallet?.id, days.from, days.to)
  return useMemo(() => {
    if (!cells || !categories || !left) return undefined
    const span = { from: days.from, to: days.to }
    const counted = without(cells, categories, shown.without, left, span)
    return monthsOf(counted, months, today, begins)
  }, [cells, categories, left, shown.without, months, today, begins, days.from, days.to])
}
