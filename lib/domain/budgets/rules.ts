import { derivedId } from '@/lib/core/derived-ids'

/** What a budget counts: everything, or the categories that are chosen. */
export const scopes = ['all', 'chosen'] as const

/** For how long a limit is. */
export const periodKinds = ['week', 'month', 'quarter', 'year'] as const

/** What a period leaves to the next one: nothing, what is left of it, or what is missing as well. */
export const rollovers = ['off', 'surplus', 'both'] as const

/** Budgets begin no earlier: what they carry is added up from there each time. */
export const firstSince = '2000-01-01'

/** The most budgets that one space can hold: one mutation reads them all. */
export const mostBudgets = 200

/** The most dates from which limits of one budget hold. */
export const mostLimits = 500

/** The most categories that one budget can name. */
export const mostCounted = 2000

/** Where the limit of a budget from a date on is. */
export function limitId(budgetId: string, from: string): string {
  return derivedId(budgetId, from)
}
