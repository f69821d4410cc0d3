import { byPlace, canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import type { TileCategory } from './category-tile'

/** The categories to choose from, in their order; the one an expense already has stays among them, archived or not. */
export function choices(
  all: ReadonlyMap<string, Row<'category'>>,
  current?: string,
): TileCategory[] {
  const keep = current && canonicalId(all, current)
  return [...all.values()]
    .filter((one) => one.id === keep || (!one.deletedAt && !one.archived && !one.mergedInto))
    .sort(byPlace)
}

/** Categories in the order of some ids; those that are not among them come after, as they were. */
export function inOrder(
  categories: readonly TileCategory[],
  ids: readonly string[],
): TileCategory[] {
  const place = new Map(ids.map((id, index) => [id, index]))
  const at = ({ id }: TileCategory) => place.get(id) ?? ids.length
  return [...categories].sort((a, b) => at(a) - at(b))
}
