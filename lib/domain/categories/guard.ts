import type { AppError } from '@/lib/core/errors'
import type { Changes, Row } from '../entities'
import type { Tx } from '../mutation'
import { refused } from '../reasons'
import { canonicalId, holderOfName, mostCategories } from './rules'

type Categories = readonly Row<'category'>[]

/** All categories of a wallet, aliases and deleted ones included. */
export function categoriesOf(tx: Tx, walletId: string): Promise<Row<'category'>[]> {
  return tx.list('category', walletId, {}, mostCategories + 1)
}

/**
 * A change of a category as it holds by now: an alias stands for what its target stands for, so that a read follows one
 * step. Refuses a target that is not there, or that leads back.
 */
export async function deriveCategory(
  tx: Tx,
  { id, spaceId }: Row<'category'>,
  changes: Changes<'category'>,
): Promise<Changes<'category'>> {
  const { alias } = changes
  const target = alias?.to.mergedInto
  if (!alias || !target) return changes
  const mergedInto = aimOf(await categoriesOf(tx, spaceId), id, target)
  return { ...changes, alias: { from: alias.from, to: { mergedInto } } }
}

/**
 * Refuses a name that another category of the wallet has, where this one is to be found by it from now on; an alias of
 * nothing, or of itself; and more than a wallet can hold.
 */
export async function guardCategory(
  tx: Tx,
  after: Row<'category'>,
  before: Row<'category'> | undefined,
): Promise<void> {
  const isNew = !before
  const needsName = isNamed(after) && !(before && isNamed(before) && after.name === before.name)
  const aims = after.mergedInto !== null && after.mergedInto !== before?.mergedInto
  if (!isNew && !needsName && !aims) return
  const all = await categoriesOf(tx, after.spaceId)
  if (isNew && all.length >= mostCategories) {
    throw refused('categories_full', { most: mostCategories })
  }
  if (aims) refuseAstray(all, after)
  const holder = needsName && otherOfName(all, after)
  if (!holder) return
  throw nameTaken(holder)
}

/** A category that a device brings back: where its name was taken meanwhile it is an alias, as for two devices that made “Coffee” offline. */
export async function fitCategory(tx: Tx, row: Row<'category'>): Promise<Row<'category'>> {
  if (!isNamed(row)) return row
  const holder = otherOfName(await categoriesOf(tx, row.spaceId), row)
  return holder ? { ...row, mergedInto: holder.id } : row
}

/** What stood for a category that became an alias stands for what that stands for. */
export async function followCategory(
  tx: Tx,
  { id, spaceId, mergedInto }: Row<'category'>,
  before: Row<'category'>,
): Promise<void> {
  if (!mergedInto || mergedInto === before.mergedInto) return
  const followers = await tx.list('category', spaceId, { mergedInto: id }, mostCategories)
  for (const follower of followers) {
    const alias = { from: { mergedInto: id }, to: { mergedInto } }
    await tx.update('category', { spaceId, id: follower.id }, { alias })
  }
}

/** The refusal of a name that another category of the wallet has. */
export function nameTaken({ name }: Pick<Row<'category'>, 'name'>): AppError {
  return refused('name_taken', { name }, 'name')
}

function isNamed({ deletedAt, mergedInto }: Row<'category'>): boolean {
  return !deletedAt && mergedInto === null
}

function otherOfName(all: Categories, { id, name }: Row<'category'>) {
  return holderOfName(
    all.filter((one) => one.id !== id),
    name,
  )
}

function refuseAstray(all: Categories, { id, mergedInto }: Row<'category'>): void {
  const byId = new Map(all.map((one) => [one.id, one]))
  const target = byId.get(mergedInto ?? '')
  if (!target) throw refused('merge_unknown', {}, 'mergedInto')
  if (canonicalId(byId, target.id) === id) throw refused('merge_circle', {}, 'mergedInto')
}

function aimOf(all: Categories, id: string, target: string): string {
  const byId = new Map(all.map((one) => [one.id, one]))
  const aim = byId.get(canonicalId(byId, target))
  if (!aim || aim.deletedAt) throw refused('merge_unknown', {}, 'mergedInto')
  if (aim.id === id) throw refused('merge_circle', {}, 'mergedInto')
  return aim.id
}
