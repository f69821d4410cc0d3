import { addDays } from '@/lib/core/dates'

/** A row without what the store adds to it. */
export function plain<R extends object>(row: R): R {
  if (!('day' in row)) return row
  const { day: _, ...rest } = row
  return rest as R
}

/** The keys of a wallet's live expenses between two dates, both included, in the index `day`. */
export function betweenDays(spaceId: string, from: string, to: string): IDBKeyRange {
  return IDBKeyRange.bound([spaceId, from], [spaceId, addDays(to, 1)], false, true)
}
