import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '@/db/client'
import { members } from '@/db/schema/members'
import { spaces } from '@/db/schema/spaces'
import { wallets } from '@/db/schema/wallets'
import { hole, statement } from '@/db/statement'
import { rowColumns } from '@/db/tables'
import type { PostgresTx } from '@/db/tx'
import { AppError } from '@/lib/core/errors'
import type { EntityName, Row } from '@/lib/domain/entities'
import type { SpaceKind } from '@/lib/domain/entity-names'
import { covers } from '@/lib/domain/members/rules'
import type { Role } from '@/lib/domain/members/schema'
import type { Key } from '@/lib/domain/mutation'

/** Which spaces to lock, for whom, and what to read along. */
export type Wanted = {
  userId: string
  role: Role
  /** In the order of their ids, so that two locks cannot wait for each other. */
  spaceIds: string[]
  reads: [EntityName, Key][]
}

/**
 * Locks spaces to the end of the transaction by counting them up, so the order of revs is the order of commits, and
 * tells `tx` the revs. The role is checked after the lock, because it may have changed while this call waited; the
 * wallet, which nearly every mutation reads, comes along. All of it is sent at once, to hold the lock briefly.
 */
export async function lockSpaces(
  transaction: Transaction,
  tx: PostgresTx,
  { userId, role, spaceIds, reads }: Wanted,
): Promise<void> {
  const locks = Promise.all(spaceIds.map((id) => countUp(transaction, { id })))
  const memberships = membershipsIn(transaction, { spaceIds: `{${spaceIds.join(',')}}`, userId })
  const others = reads.map(([entity, key]) => tx.get(entity, key))
  // Once the lock fails (a deadlock, a time-out) so does all that follows it: what it failed with must be told.
  await Promise.allSettled([locks, memberships, ...others])
  const [locked, found] = [await locks, await memberships]
  await Promise.all(others)
  for (const id of spaceIds) {
    const own = found.find((row) => row.spaceId === id)
    requireRole(own?.role, role)
    tx.know('wallet', { spaceId: id, id }, (own?.wallet ?? undefined) as Row<'wallet'> | undefined)
  }
  for (const { id, seq } of locked.flat()) tx.revs.set(id, seq)
}

/** Makes a space and counts it to 1; where its id is taken already, `tx` gets no rev. */
export async function makeSpace(
  transaction: Transaction,
  tx: PostgresTx,
  [id]: string[],
  kind: SpaceKind,
): Promise<void> {
  if (id === undefined) throw new Error('A mutation that makes a space names it.')
  const made = await transaction
    .insert(spaces)
    .values({ id, kind, seq: 1 })
    .onConflictDoNothing()
    .returning({ id: spaces.id })
  if (made.length > 0) tx.revs.set(id, 1)
}

/** Refuses whoever has no role in a space (it is not there for them), or a lesser one than needed. */
export function requireRole(role: Role | undefined, needed: Role): void {
  if (role === undefined) throw new AppError('not_found')
  if (!covers(role, needed)) throw new AppError('forbidden', `This needs the role ${needed}.`)
}

/**
 * The live wallets that a user is a member of. Until the transaction ends nobody else asks for this user, so that of two
 * deletions each knows of the other.
 */
export async function walletsOf(transaction: Transaction, userId: string): Promise<string[]> {
  await transaction.select().from(spaces).where(eq(spaces.id, userId)).for('update')
  const rows = await transaction
    .select({ id: wallets.id })
    .from(members)
    .innerJoin(wallets, and(eq(wallets.spaceId, members.spaceId), eq(wallets.id, members.spaceId)))
    .where(and(eq(members.id, userId), isNull(members.deletedAt), isNull(wallets.deletedAt)))
  return rows.map(({ id }) => id)
}

const countUp = statement((db) =>
  db
    .update(spaces)
    .set({ seq: sql`${spaces.seq} + 1` })
    .where(eq(spaces.id, hole('id')))
    .returning({ id: spaces.id, seq: spaces.seq }),
)

const membershipsIn = statement((db) =>
  db
    .select({ spaceId: members.spaceId, role: members.role, wallet: rowColumns('wallet') })
    .from(members)
    .leftJoin(wallets, and(eq(wallets.spaceId, members.spaceId), eq(wallets.id, members.spaceId)))
    .where(
      and(
        sql`${members.spaceId} = any(${hole('spaceIds')}::uuid[])`,
        eq(members.id, hole('userId')),
        isNull(members.deletedAt),
      ),
    ),
)
