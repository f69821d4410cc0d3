'use client'

import { useCategoryUses } from '@/lib/client/hooks/category-uses'
import type { Category } from './category-groups'

/** How many expenses show under a category, left out while that is not known, and whether anything keeps it from being deleted. */
export type UseOf = { count: number | undefined; used: boolean }

/** What a category, and those that were merged into it, are used for; undefined until it is read. */
export function useUseOf(
  { id, spaceId }: Category,
  followers: readonly Category[],
): UseOf | undefined {
  const found = useCategoryUses(spaceId)
  if (!found) return undefined
  const ids = [id, ...followers.map((one) => one.id)]
  const each = ids.map((one) => found.uses.get(one) ?? { count: 0, used: false })
  return {
    count: found.complete ? each.reduce((sum, one) => sum + one.count, 0) : undefined,
    used: !found.complete || each.some(({ used }) => used),
  }
}
