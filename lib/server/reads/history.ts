import 'server-only'
import { and, asc, eq } from 'drizzle-orm'
import { database } from '@/db/client'
import { users } from '@/db/schema/accounts'
import { revisions } from '@/db/schema/revisions'
import type { Ctx } from '../auth/ctx'
import { currencyOf } from './spaces'

/** Everything that happened to one row of a wallet of the caller's, oldest first, with who did it. */
export async function readHistory(ctx: Ctx, walletId: string, rowId: string) {
  currencyOf(ctx, walletId)
  return database()
    .select({
      rev: revisions.rev,
      kind: revisions.kind,
      units: revisions.units,
      at: revisions.at,
      by: revisions.by,
      name: users.name,
      via: revisions.via,
      client: revisions.client,
      label: revisions.label,
    })
    .from(revisions)
    .leftJoin(users, eq(users.id, revisions.by))
    .where(and(eq(revisions.spaceId, walletId), eq(revisions.rowId, rowId)))
    .orderBy(asc(revisions.rev), asc(revisions.id))
}
