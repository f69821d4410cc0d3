import 'server-only'
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { database } from '@/db/client'
import { categories } from '@/db/schema/categories'
import { foldName } from '@/lib/core/text'
import { byPlace } from '@/lib/domain/categories/rules'
import type { Ctx } from '../auth/ctx'
import { walletIds } from './spaces'

/** The live categories of the caller's wallets (or of one), archived ones included, aliases left out, in their order. */
export async function readCategories(ctx: Ctx, walletId?: string) {
  const rows = await database()
    .select()
    .from(categories)
    .where(
      and(
        inArray(categories.spaceId, walletIds(ctx, walletId)),
        isNull(categories.deletedAt),
        isNull(categories.mergedInto),
      ),
    )
  // Here, because a database compares names by a language.
  return rows.sort(
    (a, b) => Number(a.spaceId > b.spaceId) - Number(a.spaceId < b.spaceId) || byPlace(a, b),
  )
}

/** The category rows with an id in the caller's wallets (or in one), aliases included; deleted ones only if asked for. */
export async function findCategories(
  ctx: Ctx,
  id: string,
  walletId?: string,
  { deleted = false } = {},
) {
  return database()
    .select()
    .from(categories)
    .where(
      and(
        inArray(categories.spaceId, walletIds(ctx, walletId)),
        eq(categories.id, id),
        deleted ? undefined : isNull(categories.deletedAt),
      ),
    )
}

/**
 * The ids, per wallet, that a category's name stands for: the category that has it, else those that aliases of that
 * name lead to.
 */
export async function categoryIdsNamed(
  ctx: Ctx,
  name: string,
  walletId?: string,
): Promise<string[]> {
  const { spaceId, id, mergedInto } = categories
  const rows = await database()
    .select({ spaceId, id, mergedInto })
    .from(categories)
    .where(
      and(
        inArray(categories.spaceId, walletIds(ctx, walletId)),
        eq(categories.nameKey, foldName(name)),
        isNull(categories.deletedAt),
      ),
    )
    .orderBy(asc(id))
  const holders = rows.filter((row) => row.mergedInto === null)
  const held = new Set(holders.map((row) => row.spaceId))
  const aliases = rows.filter((row) => !held.has(row.spaceId))
  return [...holders.map((row) => row.id), ...aliases.map((row) => row.mergedInto ?? row.id)]
}
