'use client'

import type { Row } from '@/lib/domain/entities'
import { categoriesIn } from '../category-reads'
import { useLive } from './live'

type Categories = ReadonlyMap<string, Row<'category'>>

/** All categories of a wallet by id, deleted ones and aliases included. */
export function useCategories(walletId: string | undefined): Categories | undefined {
  return useLive(walletId, ['category'], async ({ store }) => {
    return categoriesIn(store, walletId ?? '')
  })
}

/** The same of some wallets, by wallet. */
export function useCategoriesOf(
  walletIds: readonly string[],
): ReadonlyMap<string, Categories> | undefined {
  return useLive(walletIds.join(' '), ['category'], async ({ store }) => {
    const all = walletIds.map(async (id) => [id, await categoriesIn(store, id)] as const)
    return new Map(await Promise.all(all))
  })
}
