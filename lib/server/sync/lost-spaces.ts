import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { database, type Transaction } from '@/db/client'
import { members } from '@/db/schema/members'
import { spaces } from '@/db/schema/spaces'
import type { PostgresTx } from '@/db/tx'
import type { Ctx } from '../auth/ctx'
import type { Brought } from './brought'

/**
 * Of a device's spaces those that its user has left, or that were deleted, as far as is known here. One in which they
 * never were is none of these, though it is there: a restore may have lost that they were, or somebody has taken its id.
 */
export async function leftBehind(ctx: Ctx, held: readonly string[]): Promise<string[]> {
  const strange = held.filter((id) => !ctx.spaces.has(id))
  if (strange.length === 0) return []
  const rows = await database()
    .select({ id: members.spaceId })
    .from(members)
    .where(and(inArray(members.spaceId, strange), eq(members.id, ctx.userId)))
  return rows.map(({ id }) => id)
}

/** Makes a space again that this database never had, or has lost, with its wallet's maker as owner; whether it did. */
export async function makeAgain(
  transaction: Transaction,
  tx: PostgresTx,
  spaceId: string,
  userId: string,
  rows: readonly Brought[],
): Promise<boolean> {
  const wallet = rows.find(({ entity }) => entity === 'wallet')?.row
  if (!wallet || wallet.id !== spaceId || wallet.createdBy !== userId) return false
  const [known] = await transaction.select().from(spaces).where(eq(spaces.id, spaceId))
  if (known) return false
  const seq = Math.max(...rows.map(({ row }) => row.rev)) + 1_000_000
  await transaction.insert(spaces).values({ id: spaceId, kind: 'wallet', seq })
  tx.revs.set(spaceId, seq)
  await tx.create('member', { spaceId, id: userId }, { role: 'owner' })
  return true
}
