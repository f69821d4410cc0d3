'use client'

import type { Row } from '@/lib/domain/entities'
import { withinSpace } from '../store'
import { useLive } from './live'

/** All categories of a wallet by id, deleted ones and aliases included. */
export function useCategories(
  walletId: string | undefined,
): ReadonlyMap<string, Row<'category'>> | undefined {
  return useLive(walletId, ['category'], async ({ store }) => {
    const all = await store.getAll('category', withinSpace(walletId ?? ''))
    return new Map(all.map((category) => [category.id, category]))
  })
}
