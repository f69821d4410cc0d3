'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { addressOf, type Filters, filtersOf, noFilters } from '@/components/parts/expense/filters'

/** In ms: typing is followed at once, the address once it rests. */
const rest = 250

type Query = URLSearchParams | null

/**
 * The filters of the list and the way to change them; they stand in the address of the list, also while one of its
 * expenses is open. `query` is null where the address is not the list's: then they stay as they were.
 */
export function useFilters(query: Query): [Filters, (filters: Filters) => void] {
  const [filters, setFilters] = useState<Filters>(() => (query ? filtersOf(query) : noFilters))
  const unwritten = useRef<Filters>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const id = query?.get('id') ?? undefined
  const address = query && addressOf(filtersOf(query))

  const write = useCallback(() => {
    const next = unwritten.current
    unwritten.current = undefined
    if (next) window.history.replaceState(window.history.state, '', addressOf(next, id))
  }, [id])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the address stands for the query
  useEffect(() => {
    if (!query) return
    // Changed while a form was shown whose address has no place for them, or since it was written last.
    if (unwritten.current) timer.current = setTimeout(write, rest)
    else setFilters(filtersOf(query))
    return () => clearTimeout(timer.current)
  }, [address, id])

  const change = useCallback(
    (next: Filters) => {
      setFilters(next)
      unwritten.current = next
      clearTimeout(timer.current)
      if (address !== null) timer.current = setTimeout(write, rest)
    },
    [address, write],
  )
  return [filters, change]
}
