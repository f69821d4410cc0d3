import { useMemo } from 'react'
import { type Dear, useLargest } from '@/lib/client/hooks/insights'
import type { Days } from '@/lib/core/dates'
import { within } from '@/lib/domain/summaries/cells'
import { totalIn } from '@/lib/domain/summaries/figures'
import { largeIn } from '@/lib/domain/summaries/large'
import { countsUnder } from './lens'
import type { Counted } from './use-insights'

/** The dearest expenses of some days that count, the dearest first, by the categories that stand for theirs. */
function useDearest(
  counted: Counted | undefined,
  days: Days | undefined,
): readonly Dear[] | undefined {
  const { lens, out, ids = [] } = counted ?? {}
  const key = JSON.stringify([out?.ids, out?.startsOn])
  const counts = useMemo(() => (lens && out ? countsUnder(lens, out) : () => false), [lens, out])
  const rows = useLargest(ids, days, key, counts)
  return useMemo(
    () =>
      lens &&
      rows?.map((row) => ({ ...row, categoryId: lens.leadsTo(row.walletId, row.categoryId) })),
    [rows, lens],
  )
}

/**
 * The dearest expenses of a period, and which of it and of the one beside it stand apart from their lines; undefined until they
 * are read.
 */
export function useLarge(counted: Counted | undefined) {
  const { cells, spans } = counted ?? {}
  const [ours, theirs] = [useDearest(counted, spans?.now), useDearest(counted, spans?.other)]
  return useMemo(() => {
    if (!cells || !spans || !ours || !theirs) return undefined
    const its = { ...totalIn(within(cells, spans.now)), dearest: ours }
    const others = { ...totalIn(within(cells, spans.other)), dearest: theirs }
    // What is usual is not bent by one.
    const other = spans.past.length > 0 ? [] : largeIn(others, its)
    return { dearest: ours, large: { now: largeIn(its, others), other } }
  }, [cells, spans, ours, theirs])
}
