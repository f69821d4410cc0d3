import type { Row } from '@/lib/domain/entities'
import type { Entry, Month, StoreName } from './store'

/** Of what a space holds in a store: some days of its expenses, or all of it. */
type Part = ReadonlySet<string> | 'all'

/**
 * What a write touched: of each store some spaces, or all of it. Of the device's own record, `meta`, it says in their place
 * what of it is asked for: `account`, `clock`, and the space whose horizon moved.
 */
export type Touched = ReadonlyMap<StoreName, ReadonlyMap<string, Part> | 'all'>

/** What an answer hangs on: a store, a space in it, or some days of its expenses, both included. */
export type Scope =
  | StoreName
  | readonly [store: StoreName, space: string, from?: string, to?: string]

/** What stood in the place of an expense before a write, and what does now. */
export type Replaced = { before: Row<'expense'> | undefined; after: Row<'expense'> | undefined }

/**
 * What a write left behind, for answers that need not be read anew then: every expense and month that it touched, and all
 * changes that wait, where they are other ones and known.
 */
export type Written = {
  touched: Touched
  expenses: readonly Replaced[]
  months: readonly Month[]
  outbox?: readonly Entry[]
}

/** Nothing of what the device holds. */
export const nothing: Touched = new Map()

/** Some stores from end to end. */
export function wholly(stores: Iterable<StoreName>): Touched {
  return new Map([...stores].map((store) => [store, 'all'] as const))
}

/** Whether any of what an answer hangs on was touched. */
export function reaches(touched: Touched, scopes: readonly Scope[]): boolean {
  return scopes.some((scope) => {
    const [store, space, from = '', to = '\uffff'] = typeof scope === 'string' ? [scope] : scope
    const spaces = touched.get(store)
    if (spaces === undefined || spaces === 'all' || space === undefined) return spaces !== undefined
    const part = spaces.get(space)
    if (part === undefined || part === 'all') return part !== undefined
    for (const day of part) if (day >= from && day <= to) return true
    return false
  })
}

/** What tabs tell each other of a write: the stores, for those of an older version, which know no more; then all of it. */
export type TouchedNews = (StoreName | Touched)[]

/** What is told to other tabs of what was touched here. */
export function newsOf(touched: Touched): TouchedNews {
  return [...touched.keys(), touched]
}

/** What another tab touched, by what it tells; one of an older version says no more than in which stores. */
export function touchedBy(news: TouchedNews): Touched {
  const touched = news.find((one) => typeof one !== 'string')
  if (touched) return touched
  const stores = news as StoreName[]
  return wholly(stores.includes('expense') ? [...stores, 'month'] : stores)
}
