import { useMemo } from 'react'
import { useCategories } from '@/lib/client/hooks/categories'
import { useHorizon } from '@/lib/client/hooks/expenses'
import { useCells } from '@/lib/client/hooks/insights'
import { usePreferences, useSettings } from '@/lib/client/hooks/preferences'
import { useCurrentWallet } from '@/lib/client/hooks/wallets'
import type { Shown } from './insights-address'
import { figuresOf, spansOf } from './insights-figures'

export type Insights = ReturnType<typeof useInsights>

/** All that the page shows of a wallet and a period; what is not read yet is undefined. */
export function useInsights(shown: Shown, today: string) {
  const { wallet, choose } = useCurrentWallet()
  const { monthStartsOn } = usePreferences()
  const firstWeekday = useSettings()?.firstWeekday ?? 1
  const categories = useCategories(wallet?.id)
  const horizon = useHorizon(wallet?.id)
  const { kind, on } = shown
  const spans = useMemo(
    () => spansOf({ kind, on }, today, { firstWeekday, monthStartsOn }),
    [kind, on, today, firstWeekday, monthStartsOn],
  )
  const cells = useCells(wallet?.id, spans.before.from, spans.period.to)
  const figures = useMemo(
    () => cells && categories && figuresOf(cells, categories, spans),
    [cells, categories, spans],
  )
  return { ...spans, wallet, choose, categories, horizon, figures, monthStartsOn }
}
