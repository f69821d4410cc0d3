'use client'

import { categoriesIn } from '@/lib/client/reads/category-reads'
import { query } from '@/lib/client/reads/queries'
import type { Row } from '@/lib/domain/entities'
import { useLive } from './live'

type Categories = ReadonlyMap<string, Row<'category'>>

/** All categories of a wallet by id. */
export const categories = query(
  'categories',
  (walletId: string) => [['category', walletId]],
  ({ store }, walletId) => categoriesIn(store, walletId),
)

const categoriesOf = query(
  'categories of',
  (...ids: string[]) => ids.map((id) => ['category', id] as const),
  async ({ store }, ...ids) => {
    const all = ids.map(async (id) => [id, await categoriesIn(store, id)] as const)
    return new Map(await Promise.all(all))
  },
)

/** All categories of a wallet by id, deleted ones and aliases included. */
export function useCategories(walletId: string | undefined): Categories | undefined {
  return useLive(categories, walletId === undefined ? undefined : [walletId])
}

/** The same of some wallets, by wallet. */
export function useCategoriesOf(
  walletIds: readonly string[],
): ReadonlyMap<string, Categories> | undefined {
  return useLive(categoriesOf, [...walletIds])
}
