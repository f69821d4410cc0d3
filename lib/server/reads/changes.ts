import 'server-only'
import { and, asc, eq, gt, lte, sql } from 'drizzle-orm'
import { database, type Queryable } from '@/db/client'
import { spaces } from '@/db/schema/spaces'
import { hole, statements } from '@/db/statement'
import { rowColumns, tables } from '@/db/tables'
import { AppError } from '@/lib/core/errors'
import { type EntityName, entitiesIn, entityOf, type Row } from '@/lib/domain/entities'
import type { Ctx } from '../auth/ctx'
import { currencyOf } from './spaces'

/** The entities of a wallet that scripts hear of. */
export const walletEntities = entitiesIn('wallet').filter((name) => !entityOf(name).inner)

/** The rows that changed after a rev, oldest change first, and where to ask on from. */
export type Changes = { rows: AnyRow[]; since: number; more: boolean }

/**
 * The rows of a wallet that changed after a rev, at least `limit` of them while there are more, never cutting a rev in
 * two. A rev that is older than what is kept, or that the wallet has not reached, is gone.
 */
export async function readChanges(
  ctx: Ctx,
  walletId: string,
  since: number,
  limit: number,
): Promise<Changes> {
  currencyOf(ctx, walletId)
  const [space] = await database().select().from(spaces).where(eq(spaces.id, walletId))
  const seq = space?.seq ?? 0
  if (since > seq || (since > 0 && since < (space?.minRev ?? 0))) {
    throw new AppError(
      'gone',
      'The changes since that revision are not kept: read everything again.',
    )
  }
  const { rows, until } = await changedRows(database(), walletId, walletEntities, {
    since,
    seq,
    limit,
  })
  return { rows, since: until, more: until < seq }
}

/** A row with the name of its entity. */
export type AnyRow = { [N in EntityName]: { entity: N; row: Row<N> } }[EntityName]

/**
 * The rows of a space that were written after rev `since` and up to `seq`, oldest first: at least `limit` of them while
 * there are more, never cutting a rev in two; `until` is the rev up to which they are complete. Rows that get a rev above
 * `seq` meanwhile belong to a later answer.
 */
export async function changedRows(
  db: Queryable,
  spaceId: string,
  names: readonly EntityName[],
  { since, seq, limit }: { since: number; seq: number; limit: number },
): Promise<{ rows: AnyRow[]; until: number }> {
  const found = await Promise.all(
    names.map(async (entity) => {
      const rows = await rowsAfter(entity)(db, { spaceId, since, seq, limit: limit + 500 })
      return rows.map((row) => ({ entity, row }) as unknown as AnyRow)
    }),
  )
  const all = found.flat().sort((a, b) => a.row.rev - b.row.rev)
  const last = all[limit - 1]?.row.rev
  const rows = last === undefined ? all : all.filter(({ row }) => row.rev <= last)
  return { rows, until: last !== undefined && rows.length < all.length ? last : seq }
}

const rowsAfter = statements((entity: EntityName) => (db) => {
  const table = tables[entity]
  return db
    .select(rowColumns(entity))
    .from(table)
    .where(
      and(
        eq(table.spaceId, hole('spaceId')),
        gt(table.rev, hole('since')),
        lte(table.rev, hole('seq')),
      ),
    )
    .orderBy(asc(table.rev))
    .limit(sql.placeholder('limit'))
})
