import type { Store } from '@/lib/client/replica/opening'
import { withinSpace } from '@/lib/client/replica/store'
import type { Row } from '@/lib/domain/entities'

/** All categories of a wallet by id, deleted ones and aliases included. */
export async function categoriesIn(
  store: Store,
  walletId: string,
): Promise<ReadonlyMap<string, Row<'category'>>> {
  const all = await store.getAll('category', withinSpace(walletId))
  return new Map(all.map((category) => [category.id, category]))
}
