import { useMemo } from 'react'
import { type Dear, useLargest } from '@/lib/client/hooks/insights'
import type { Days } from '@/lib/core/dates'
import { addUp } from '@/lib/core/money'
import { within } from '@/lib/domain/summaries/cells'
import { totalsByCategory } from '@/lib/domain/summaries/figures'
import { largeAmong } from '@/lib/domain/summaries/large'
import { countsUnder } from './lens'
import type { Insights } from './use-insights'

/** One of the dearest expenses of a period; its category by the id that stands for it. */
export type Dearest = Dear & { category: string }

const none: readonly Dearest[] = []

/** The dearest expenses of some days that count, the dearest first; undefined until they are read. */
export function useDearest(
  { ids, lens, out }: Insights,
  days: Days,
): readonly Dearest[] | undefined {
  const rows = useLargest(ids, days)
  return useMemo(() => {
    if (!rows || !lens || !out) return undefined
    return rows
      .filter(countsUnder(lens, out))
      .map((row) => ({ ...row, category: lens.leadsTo(row.walletId, row.categoryId) }))
  }, [rows, lens, out])
}

/**
 * The large purchases of a period and of the one beside it: they stand apart from the lines of both. Until they are read
 * there are none.
 */
export function useLarge(insights: Insights): {
  now: readonly Dearest[]
  other: readonly Dearest[]
} {
  const { cells, now, other, past } = insights
  const [ours, theirs] = [useDearest(insights, now), useDearest(insights, other)]
  return useMemo(() => {
    if (!cells || !ours || !theirs) return { now: none, other: none }
    const [its, others] = [sumsOf(within(cells, now)), sumsOf(within(cells, other))]
    return {
      now: largeAmong(ours.map(named), its.total, others),
      // What is usual is not bent by one.
      other: past.length > 0 ? none : largeAmong(theirs.map(named), others.total, its),
    }
  }, [cells, ours, theirs, now, other, past])
}

function named(one: Dearest): Dearest {
  return { ...one, categoryId: one.category }
}

type Sums = Parameters<typeof largeAmong>[2]

function sumsOf(cells: Parameters<typeof totalsByCategory>[0]): Sums {
  const parts = totalsByCategory(cells, (id) => id)
  let total: Sums['total'] = 0
  for (const part of parts.values()) total = addUp(total, part.total)
  return { total, byCategory: (id) => parts.get(id)?.total ?? 0 }
}
