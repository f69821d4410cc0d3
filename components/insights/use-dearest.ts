import { useMemo } from 'react'
import { type Dear, useLargest } from '@/lib/client/hooks/insights'
import type { Days } from '@/lib/core/dates'
import { within } from '@/lib/domain/summaries/cells'
import { totalIn } from '@/lib/domain/summaries/figures'
import { largeIn } from '@/lib/domain/summaries/large'
import { countsUnder } from './lens'
import type { Insights } from './use-insights'

/** The dearest expenses of some days that count, the dearest first, by the categories that stand for theirs; undefined until they are read. */
export function useDearest({ ids, lens, out }: Insights, days: Days): readonly Dear[] | undefined {
  const rows = useLargest(ids, days)
  return useMemo(
    () =>
      rows
        ?.filter(countsUnder(lens, out))
        .map((row) => ({ ...row, categoryId: lens.leadsTo(row.walletId, row.categoryId) })),
    [rows, lens, out],
  )
}

/** The large purchases of a period and of the one beside it, which stand apart from the lines of both; undefined until they are read. */
export function useLarge(
  insights: Insights,
): { now: readonly Dear[]; other: readonly Dear[] } | undefined {
  const { cells, now, other, past } = insights
  const [ours, theirs] = [useDearest(insights, now), useDearest(insights, other)]
  return useMemo(() => {
    if (!ours || !theirs) return undefined
    const its = { ...totalIn(within(cells, now)), dearest: ours }
    const others = { ...totalIn(within(cells, other)), dearest: theirs }
    // What is usual is not bent by one.
    return { now: largeIn(its, others), other: past.length > 0 ? [] : largeIn(others, its) }
  }, [cells, ours, theirs, now, other, past])
}
