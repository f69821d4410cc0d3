'use client'

import { useEffect, useMemo } from 'react'
import type { Filters } from '@/components/parts/expense/filters'
import { useHere } from '@/components/parts/here'
import { usePreferences } from '@/lib/client/hooks/preferences'
import { type Found, useFound, type Wanted } from '@/lib/client/hooks/search'
import { useFirstWeekday } from '@/lib/client/hooks/week'
import { parseAmount } from '@/lib/core/reading/amount'
import { foldName, foldText } from '@/lib/core/text'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import {
  isAsking,
  narrow,
  readSearch,
  type Search,
  type SearchContext,
} from '@/lib/domain/expenses/search'

type Props = {
  wallet: Row<'wallet'>
  categories: ReadonlyMap<string, Row<'category'>>
  filters: Filters
  /** Hears what was found; null where the filters turn out to ask for nothing. */
  onFound: (found: FoundIn | null) => void
}

/** What was found, and the dates between which it was looked for. */
export type FoundIn = Found & { span: Pick<Search, 'from' | 'to'> }

/** Looks for what the filters ask for, for as long as it is there; shows nothing itself, so that it can come when it is needed. */
export function Searching({ wallet, categories, filters, onFound }: Props) {
  const { today = '', locale } = useHere()
  const firstWeekday = useFirstWeekday()
  const { monthStartsOn } = usePreferences()
  const { currency } = wallet
  const wanted = useMemo<Wanted | undefined>(() => {
    const context = { currency, today, locale, firstWeekday, monthStartsOn }
    const search = searchOf(filters, context)
    return search && { search, ...namesAmong(categories, filters.categories) }
  }, [currency, categories, filters, today, locale, firstWeekday, monthStartsOn])
  const found = useFound(wallet.id, wanted)
  useEffect(() => {
    if (!wanted) onFound(null)
    else if (found) onFound({ ...found, span: spanOf(wanted.search, found) })
  }, [wanted, found, onFound])
  return null
}

/** The dates that a search names, also by its words where nothing was found by these as text outside of them. */
function spanOf({ terms, ...bounds }: Search, { days }: Found): FoundIn['span'] {
  const span: Search = { terms: [], ...bounds }
  for (const term of terms) {
    const read = term.find((reading) => 'from' in reading)
    if (read) narrow(span, read)
  }
  const { from = '', to = '9' } = span
  const holds = days.every(({ date }) => date >= from && date <= to)
  return holds ? span : bounds
}

/** What filters ask for, without their categories; undefined where they ask for nothing. */
function searchOf(
  { q, from, to, min, max, categories }: Filters,
  context: SearchContext,
): Search | undefined {
  const search = readSearch(q, context)
  const amount = (text: string) => {
    const read = parseAmount(text, context.currency)
    return read.ok ? Math.abs(read.amount) : undefined
  }
  const [least, most] = [amount(min), amount(max)]
  narrow(search, {
    ...(from && { from }),
    ...(to && { to }),
    ...(least !== undefined && { min: least }),
    ...(most !== undefined && { max: most }),
  })
  return isAsking(search) || categories.length > 0 ? search : undefined
}

/** The categories' names by each id an expense may carry, and the ids that chosen names stand for. */
function namesAmong(categories: ReadonlyMap<string, Row<'category'>>, chosen: readonly string[]) {
  const names = [...categories.keys()].map((id) => {
    return [id, categories.get(canonicalId(categories, id))?.name ?? ''] as const
  })
  const wanted = new Set(chosen.map(foldName))
  const ids = names.flatMap(([id, name]) => (wanted.has(foldName(name)) ? [id] : []))
  return {
    names: new Map(names.map(([id, name]) => [id, foldText(name)])),
    within: chosen.length > 0 ? new Set(ids) : undefined,
  }
}
