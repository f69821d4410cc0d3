import 'server-only'
import { and, asc, eq, gt, lte } from 'drizzle-orm'
import { database } from '@/db/client'
import { spaces } from '@/db/schema/spaces'
import { rowColumns, type SyncedTable, tables } from '@/db/tables'
import { AppError } from '@/lib/core/errors'
import type { Row } from '@/lib/domain/entities'
import type { Ctx } from '../auth/ctx'
import { currencyOf } from './spaces'

const walletEntities = ['wallet', 'member', 'category', 'expense'] as const

/** One changed or deleted row of a wallet. */
export type ChangedRow = {
  [N in (typeof walletEntities)[number]]: { entity: N; row: Row<N> }
}[(typeof walletEntities)[number]]

/** The rows that changed after a rev, oldest change first, and where to ask on from. */
export type Changes = { rows: ChangedRow[]; since: number; more: boolean }

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
  // Rows above `seq` belong to a later answer; one that was rewritten meanwhile is found there, at its new rev.
  const found = await Promise.all(
    walletEntities.map(async (entity) => {
      const table: SyncedTable = tables[entity]
      const rows = await database()
        .select(rowColumns(entity))
        .from(table)
        .where(and(eq(table.spaceId, walletId), gt(table.rev, since), lte(table.rev, seq)))
        .orderBy(asc(table.rev))
        .limit(limit + 500)
      return rows.map((row) => ({ entity, row }) as unknown as ChangedRow)
    }),
  )
  const all = found.flat().sort((a, b) => a.row.rev - b.row.rev)
  const last = all[limit - 1]?.row.rev
  const rows = last === undefined ? all : all.filter(({ row }) => row.rev <= last)
  const more = rows.length < all.length
  return { rows, since: more && last !== undefined ? last : seq, more }
}
