import { byPlace, canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'

export type Category = Row<'category'>

/** A wallet's categories as its screen shows them, each group in its order. */
export type CategoryGroups = {
  inUse: Category[]
  archived: Category[]
  /** Those that were merged into another one, by its id. */
  merged: ReadonlyMap<string, Category[]>
}

/** Groups the live categories of a wallet. Pure. */
export function groupsOf(all: ReadonlyMap<string, Category>): CategoryGroups {
  const live = [...all.values()].filter(({ deletedAt }) => !deletedAt).sort(byPlace)
  const own = live.filter(({ mergedInto }) => mergedInto === null)
  return {
    inUse: own.filter(({ archived }) => !archived),
    archived: own.filter(({ archived }) => archived),
    merged: Map.groupBy(
      live.filter(({ mergedInto }) => mergedInto !== null),
      ({ id }) => canonicalId(all, id),
    ),
  }
}
