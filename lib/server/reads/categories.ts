import 'server-only'
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { categories } from '@/db/schema/categories'
import { foldName } from '@/lib/core/text'
import type { Ctx } from '../auth/ctx'
import { walletIds } from './spaces'

/** The live categories of the caller's wallets (or of one), archived ones included, aliases left out, in their order. */
export async function readCategories(ctx: Ctx, walletId?: string) {
  return database()
    .select()
    .from(categories)
    .where(
      and(
        inArray(categories.spaceId, walletIds(ctx, walletId)),
        isNull(categories.deletedAt),
        isNull(categories.mergedInto),
      ),
    )
    .orderBy(asc(categories.spaceId), asc(categories.position), asc(categories.id))
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

/** The ids, per wallet, that a category's name stands for (an alias by the category it leads to). */
export async function categoryIdsNamed(
  ctx: Ctx,
  name: string,
  walletId?: string,
): Promise<string[]> {
  const rows = await database()
    .select({ id: sql<string>`coalesce(${categories.mergedInto}, ${categories.id})` })
    .from(categories)
    .where(
      and(
        inArray(categories.spaceId, walletIds(ctx, walletId)),
        eq(categories.nameKey, foldName(name)),
        isNull(categories.deletedAt),
      ),
    )
    .orderBy(sql`${categories.mergedInto} nulls first`)
  return rows.map((row) => row.id)
}
