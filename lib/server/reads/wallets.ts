import 'server-only'
import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { database } from '@/db/client'
import { members } from '@/db/schema/members'
import { wallets } from '@/db/schema/wallets'
import type { Ctx } from '../auth/ctx'
import { walletIds } from './spaces'

/** The caller's wallets, oldest first; with an id only that one, which must be theirs. */
export async function readWallets(ctx: Ctx, walletId?: string) {
  return database()
    .select()
    .from(wallets)
    .where(and(inArray(wallets.spaceId, walletIds(ctx, walletId)), isNull(wallets.deletedAt)))
    .orderBy(asc(wallets.createdAt), asc(wallets.id))
}

/** Whether a wallet that the caller is a member of was deleted; a Ctx holds only the live ones. */
export async function wasDeleted(ctx: Ctx, walletId: string): Promise<boolean> {
  if (ctx.spaces.has(walletId)) return false
  const rows = await database()
    .select({ id: wallets.id })
    .from(wallets)
    .innerJoin(members, and(eq(members.spaceId, wallets.spaceId), eq(members.id, ctx.userId)))
    .where(
      and(eq(wallets.spaceId, walletId), isNotNull(wallets.deletedAt), isNull(members.deletedAt)),
    )
  return rows.length > 0
}
