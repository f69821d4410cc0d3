import { useMemo } from 'react'
import { useNoted } from '@/lib/client/hooks/insights'
import { totalsByNote } from '@/lib/domain/summaries/figures'
import type { Parting } from './insights-address'
import { type Figures, figuresOf, partsBy } from './insights-figures'
import { countedRows } from './lens'
import { reachOf } from './spans'
import type { Counted } from './use-insights'

/** Figures parted as the page asks for, and what a part is called where it is a note. */
export type Parted = { parting: Parting; figures: Figures; notes?: ReadonlyMap<string, string> }

/** The figures parted as the page asks for; undefined until they are read. */
export function useParted(
  counted: Counted | undefined,
  byCategory: Figures | undefined,
): Parted | undefined {
  const parting = counted?.shown.parting
  const spans = counted?.spans
  const days = spans && parting === 'note' ? reachOf(spans) : undefined
  const read = useNoted(counted?.ids ?? [], days)
  return useMemo(() => {
    if (!counted || !byCategory || !parting) return undefined
    const { cells, since, lens, out } = counted
    if (parting === 'category') return { parting, figures: byCategory }
    if (parting === 'weekday') {
      return { parting, figures: figuresOf(cells, counted.spans, since, partsBy(parting)) }
    }
    if (!read) return undefined
    const rows = countedRows(lens, read, out)
    return {
      parting,
      figures: figuresOf(rows, counted.spans, since, totalsByNote),
      notes: new Map([...totalsByNote(rows)].map(([key, { note }]) => [key, note])),
    }
  }, [counted, byCategory, parting, read])
}
