import { act } from '@/components/commands/act'
import { placeCategory } from '@/components/commands/categories'
import { device } from '@/lib/client/device'
import { categoriesIn } from '@/lib/client/reads/category-reads'
import { type Category, groupsOf } from './category-groups'
import { afterOf } from './places'

let moves: Promise<void> = Promise.resolve()

/**
 * Moves a category by one place, up (-1) or down (1), from where the moves before it leave it, however fast they are
 * asked for; one that stands at the end stays there. Refusals are thrown as AppError.
 */
export function moveBy(category: Category, by: -1 | 1): Promise<void> {
  const move = moves.then(async () => {
    const { replica } = await device()
    const { inUse } = groupsOf(await categoriesIn(replica.store, category.spaceId))
    const ids = inUse.map(({ id }) => id)
    const after = afterOf(ids, category.id, by)
    if (after !== undefined) await act(placeCategory(category, after, ids))
  })
  moves = move.catch(() => {})
  return move
}
