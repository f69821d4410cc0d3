import { AppError } from '@/lib/core/errors'
import { foldName } from '@/lib/core/text'
import type { Row } from '../entities'
import type { Key, Tx } from '../mutation'

/** The greatest position a category can have. */
export const lastPosition = 1_000_000

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

type Placed = { id: string; name: string; position: number; deletedAt: string | null }

// Room for ten moves to one place; 400 categories in these steps stay below the greatest position.
const step = 1024

/** Compares two categories by their place: position, then name, then id, so that there is one order everywhere. */
export function byPlace(a: Omit<Placed, 'deletedAt'>, b: Omit<Placed, 'deletedAt'>): number {
  return a.position - b.position || compare(a.name, b.name) || compare(a.id, b.id)
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** The position of a category that is added after all others. */
export function endPosition(categories: readonly Placed[]): number {
  const last = Math.max(-step, ...live(categories).map(({ position }) => position))
  return Math.min(last + step, lastPosition)
}

/**
 * The positions to write so that a category comes right after another one, or first where `after` is null. Only the one
 * that moves is written, with a position half-way between its new neighbours; where there is none left, all are spread
 * out anew in the order they have. A change says "after which", never a position, and is worked out by whoever applies
 * it: so two devices that sort offline end with one order, in which each move changed the place of its own category
 * alone. A deleted `after` still stands for its place.
 */
export function positionsAfter(
  categories: readonly Placed[],
  id: string,
  after: string | null,
): { id: string; position: number }[] {
  const moved = categories.find((one) => one.id === id)
  const anchor = categories.find((one) => one.id === after)
  if (!moved || moved === anchor) return []
  const others = live(categories)
    .filter((one) => one !== moved)
    .sort(byPlace)
  const at = anchor ? others.findLastIndex((one) => byPlace(one, anchor) <= 0) + 1 : 0
  const before = others[at - 1]?.position ?? -1
  const next = others[at]?.position
  const position = next === undefined ? before + step : Math.floor((before + next) / 2)
  if (position > before && position < (next ?? lastPosition + 1)) return [{ id, position }]
  return others
    .toSpliced(at, 0, moved)
    .map((one, index) => ({ id: one.id, position: (index + 1) * step }))
}

function live<C extends Placed>(categories: readonly C[]): C[] {
  return categories.filter(({ deletedAt }) => !deletedAt)
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
