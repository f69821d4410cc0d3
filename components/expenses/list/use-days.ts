'use client'

import { useMemo, useState } from 'react'
import type { Month } from '@/lib/client/hooks/expenses'
import type { Found } from '@/lib/client/hooks/search'
import { type Day, listed, MonthDays, type SummedDays } from './day-list'
import { type DayLayout, layOutDays } from './windowing'

/** The days of the list: those that were found, else all, with those to come, after `lastBegun`, apart and folded in. */
export function useDays(
  months: readonly Month[] | undefined,
  found: Found | undefined,
  lastBegun: string | undefined,
) {
  const [open, setOpen] = useState(false)
  const days = useMemo(() => MonthDays.of(months ?? []), [months])
  const planned = useMemo(() => daysAfter(lastBegun, days), [days, lastBegun])
  const isOpen = open || planned.length === days.length
  const layout = useMemo(() => {
    const own = isOpen ? days : days.between(planned.length)
    return layOutDays<SummedDays>(found ? listed(found.days) : own)
  }, [found, days, planned, isOpen])
  return { layout, planned, isOpen, toggle: () => setOpen(!isOpen) }
}

/** The days that begin the list where nothing is searched, as `useDays` has them. */
export function firstDays(months: readonly Month[], lastBegun: string): DayLayout<SummedDays> {
  const days = MonthDays.of(months)
  const planned = daysAfter(lastBegun, days).length
  return layOutDays<SummedDays>(planned === days.length ? days : days.between(planned))
}

function daysAfter(date: string | undefined, days: MonthDays): Day[] {
  const later: Day[] = []
  for (let day = days.at(0); date && day && day.date > date; day = days.at(later.length)) {
    later.push(day)
  }
  return later
}
