'use client'

import { useMemo, useState } from 'react'
import type { Month } from '@/lib/client/hooks/expenses'
import type { Found } from '@/lib/client/hooks/search'
import { type Day, daysOf } from './months'
import { layOutDays } from './windowing'

/** The days of the list: those that were found, else all, with those to come, after `lastBegun`, apart and folded in. */
export function useDays(
  months: readonly Month[] | undefined,
  found: Found | undefined,
  lastBegun: string | undefined,
) {
  const [open, setOpen] = useState(false)
  const days = useMemo(() => (months ? daysOf(months) : []), [months])
  const planned = useMemo(() => {
    const begun = lastBegun ? days.findIndex(({ date }) => date <= lastBegun) : 0
    return days.slice(0, begun < 0 ? days.length : begun)
  }, [days, lastBegun])
  const isOpen = open || planned.length === days.length
  const layout = useMemo(() => {
    const shown: readonly Day[] = found?.days ?? (isOpen ? days : days.slice(planned.length))
    return layOutDays(shown)
  }, [found, days, planned, isOpen])
  return { layout, planned, isOpen, toggle: () => setOpen(!isOpen) }
}
