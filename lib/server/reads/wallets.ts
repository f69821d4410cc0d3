import 'server-only'
import { and, asc, inArray, isNull } from 'drizzle-orm'
import { database } from '@/db/client'
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
