'use client'

import { useMemo, useState } from 'react'
import { useFirstWeekday } from '@/lib/client/hooks/clock'
import type { Month } from '@/lib/client/hooks/expenses'
import { type Found, useFound, type Wanted } from '@/lib/client/hooks/search'
import { foldName } from '@/lib/core/text'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import { type Filters, searchOf } from './filters'
import { type Day, daysOf } from './months'
import { layOutDays } from './windowing'

/** What a search found among the expenses of a wallet; undefined while the filters ask for nothing. */
export function useSearch(
  wallet: Row<'wallet'> | undefined,
  categories: ReadonlyMap<string, Row<'category'>> | undefined,
  filters: Filters,
  today: string | undefined,
): Found | undefined {
  const firstWeekday = useFirstWeekday()
  const wanted = useMemo<Wanted | undefined>(() => {
    const search =
      wallet && today && searchOf(filters, { currency: wallet.currency, today, firstWeekday })
    return search && categories
      ? { search, ...namesAmong(categories, filters.categories) }
      : undefined
  }, [wallet, categories, filters, today, firstWeekday])
  const found = useFound(wallet?.id, wanted)
  return wanted && (found ?? nothingYet)
}

const nothingYet: Found = { days: [], count: 0, sum: 0, done: false }

/** The days of the list: those that were found, else all, with those to come apart and folded in. */
export function useDays(
  months: readonly Month[] | undefined,
  found: Found | undefined,
  today: string | undefined,
) {
  const [open, setOpen] = useState(false)
  const days = useMemo(() => (months ? daysOf(months) : []), [months])
  const planned = useMemo(() => days.filter(({ date }) => today && date > today), [days, today])
  // A clock that is years behind would fold everything.
  const isOpen = open || planned.length === days.length
  const layout = useMemo(() => {
    const shown: readonly Day[] = found?.days ?? (isOpen ? days : days.slice(planned.length))
    return layOutDays(shown)
  }, [found, days, planned, isOpen])
  return { layout, planned, isOpen, toggle: () => setOpen(!isOpen) }
}

/** The categories' names by each id an expense may carry, and the ids that chosen names stand for. */
function namesAmong(categories: ReadonlyMap<string, Row<'category'>>, chosen: readonly string[]) {
  const names = new Map(
    [...categories.keys()].map((id) => {
      return [id, foldName(categories.get(canonicalId(categories, id))?.name ?? '')]
    }),
  )
  const wanted = new Set(chosen.map(foldName))
  const ids = [...names].flatMap(([id, name]) => (wanted.has(name) ? [id] : []))
  return { names, within: chosen.length > 0 ? new Set(ids) : undefined }
}
