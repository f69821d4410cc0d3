'use client'

import { query } from '@/lib/client/reads/queries'
import { withinSpace } from '@/lib/client/replica/store'
import { useLive } from './live'

/** How many live expenses a category has; `used` also where some lie in the trash, which keeps it from being deleted. */
export type Use = { count: number; used: boolean }

/** By category; `complete` is false while older expenses are still on their way to this device. */
export type CategoryUses = { uses: ReadonlyMap<string, Use>; complete: boolean }

const categoryUses = query(
  'category uses',
  (space: string) => [
    ['category', space],
    ['expense', space],
    ['meta', space],
  ],
  async (replica, space): Promise<CategoryUses> => {
    const { store } = replica
    const ids = await store.getAllKeys('category', withinSpace(space))
    const counts = await Promise.all(
      ids.map((key) => store.countFromIndex('expense', 'category', IDBKeyRange.only(key))),
    )
    const inTrash = new Map<string, number>()
    const trash = IDBKeyRange.bound([space, ''], [space, []])
    for (const { categoryId } of await store.getAllFromIndex('expense', 'trash', trash)) {
      inTrash.set(categoryId, (inTrash.get(categoryId) ?? 0) + 1)
    }
    const uses = new Map<string, Use>()
    for (const [index, [, id]] of ids.entries()) {
      const all = counts[index] ?? 0
      uses.set(id, { count: all - (inTrash.get(id) ?? 0), used: all > 0 })
    }
    const { cookie } = await replica.meta()
    return { uses, complete: !cookie[space]?.horizon }
  },
)

/** How much each category of a wallet is used, aliases counted for themselves. */
export function useCategoryUses(walletId: string | undefined): CategoryUses | undefined {
  return useLive(categoryUses, walletId === undefined ? undefined : [walletId])
}
