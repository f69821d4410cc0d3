import { useMemo } from 'react'
import { useExpensesOf } from '@/lib/client/hooks/insights'
import { useKnownUnsent } from '@/lib/client/hooks/status'
import { within } from '@/lib/domain/summaries/cells'
import { countsUnder } from './lens'
import type { Counted } from './use-insights'

/** More are not looked up one by one. */
const mostLookedUp = 500

/** How many expenses of a total the server does not have as they are here; undefined until they are known. */
export function useUnsentIn(counted: Counted | undefined): number | undefined {
  const unsent = useKnownUnsent()
  const named = useMemo(() => [...(unsent ?? [])].slice(0, mostLookedUp), [unsent])
  const rows = useExpensesOf(counted?.ids ?? [], named)
  return useMemo(() => {
    if (!unsent || !rows || !counted) return undefined
    const { lens, out, ids, spans } = counted
    const counts = countsUnder(lens, out)
    return within(rows, spans.now).filter(
      (row) => ids.includes(row.spaceId) && counts({ ...row, walletId: row.spaceId }),
    ).length
  }, [unsent, rows, counted])
}
