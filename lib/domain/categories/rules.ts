import { AppError } from '@/lib/core/errors'
import { foldName } from '@/lib/core/text'
import type { Row } from '../entities'
import type { Key, Tx } from '../mutation'

type Named = { id: string; name: string; mergedInto: string | null; deletedAt: string | null }

/** The most categories one wallet can hold, aliases included: one mutation reads them all. */
export const mostCategories = 400

/** The live, unaliased category that already has a name, whatever its case or spacing. */
export function holderOfName<C extends Named>(
  categories: readonly C[],
  name: string,
): C | undefined {
  const key = foldName(name)
  return categories.find(
    (other) => !other.deletedAt && other.mergedInto === null && foldName(other.name) === key,
  )
}

/** The category an id stands for once aliases are followed; a chain that is broken or circular ends where it is. */
export function canonicalId(categories: ReadonlyMap<string, Named>, id: string): string {
  const passed = new Set<string>()
  let at = id
  while (!passed.has(at)) {
    passed.add(at)
    const next = categories.get(at)?.mergedInto
    if (!next || !categories.has(next)) return at
    at = next
  }
  return at
}

/** The category that one stands for, read from a store; aliases point at a category that is none, so it is one step. */
export async function canonicalIn(tx: Tx, key: Key): Promise<Row<'category'>> {
  const category = await tx.get('category', key)
  const target =
    category?.mergedInto && (await tx.get('category', { ...key, id: category.mergedInto }))
  const found = target || category
  if (!found) throw new AppError('not_found')
  return found
}
