import { isCalendarDate } from '@/lib/core/dates'

/** What the list is narrowed to, as it stands in the address, so that it can be kept and shared; empty where it is not. */
export type Filters = {
  /** The id of the wallet that is searched, where there are several; it narrows nothing by itself. */
  wallet: string
  /** As typed into the search. */
  q: string
  /** Names. */
  categories: readonly string[]
  from: string
  to: string
  /** Amounts as typed. */
  min: string
  max: string
}

export const noFilters: Filters = {
  wallet: '',
  q: '',
  categories: [],
  from: '',
  to: '',
  min: '',
  max: '',
}

const single = ['wallet', 'q', 'from', 'to', 'min', 'max'] as const

/** The filters that an address names; the form for a new expense uses some of the names for its own. */
export function filtersOf(query: URLSearchParams): Filters {
  const date = (name: string) =>
    (isCalendarDate(query.get(name) ?? '') ? query.get(name) : '') ?? ''
  return {
    wallet: query.get('wallet') ?? '',
    q: query.get('q')?.slice(0, 200) ?? '',
    categories: [...new Set(query.getAll('category'))],
    from: date('from'),
    to: date('to'),
    min: query.get('min')?.slice(0, 40) ?? '',
    max: query.get('max')?.slice(0, 40) ?? '',
  }
}

/** The list's address with filters, and with one expense opened where that is given. */
export function addressOf(filters: Filters, id?: string): string {
  const query = new URLSearchParams()
  if (id) query.set('id', id)
  for (const name of single) if (filters[name]) query.set(name, filters[name])
  for (const name of filters.categories) query.append('category', name)
  return query.size > 0 ? `/?${query}` : '/'
}

/** Whether the list is narrowed to anything. */
export function isNarrowed({ q, categories, from, to, min, max }: Filters): boolean {
  return q.trim() !== '' || categories.length > 0 || [from, to, min, max].some(Boolean)
}
