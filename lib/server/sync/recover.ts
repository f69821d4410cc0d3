import 'server-only'
import { eq, inArray } from 'drizzle-orm'
import { database, type Transaction } from '@/db/client'
import { pastEpochs } from '@/db/schema/epochs'
import { spaces } from '@/db/schema/spaces'
import { PostgresTx } from '@/db/tx'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { parse } from '@/lib/core/parse'
import { covers } from '@/lib/domain/members/rules'
import { type RecoverReply, type RecoverRequest, recoverRequest } from '@/lib/domain/protocol'
import type { Ctx } from '../auth/ctx'
import { lockSpaces } from '../lock'
import { recordOutcome } from '../mutation-log'
import { announce } from './announce'
import { type Brought, readBrought } from './brought'
import { readEpoch } from './epoch'
import { healRows } from './heal'
import { lostFrom } from './lives'
import { requireProtocol } from './protocol-version'

/**
 * Takes back from a device what a restored server has lost, and tells which rows those may be. Repeating it changes
 * nothing more. Only what the caller may write is taken; a wallet that is not here at all is made again for who made it.
 */
export async function answerRecover(ctx: Ctx, body: unknown): Promise<RecoverReply> {
  requireProtocol(body)
  const request = parse(recoverRequest, body)
  if (request.userId !== ctx.userId) {
    throw new AppError('other_account', 'This device holds the data of another account.')
  }
  const epoch = await readEpoch()
  if (request.epoch === epoch) return { epoch, from: {}, gone: [], refused: [] }
  const brought = readBrought(request.rows)
  await requireRestored()
  const from = await lostFrom(request.epoch, [...ctx.spaces.keys()])
  const refused: string[] = []
  for (const [spaceId, rows] of brought) {
    refused.push(...(await takeBack(ctx, request, spaceId, rows, from.get(spaceId))))
  }
  const strange = request.spaces.filter((id) => !ctx.spaces.has(id))
  return { epoch, from: Object.fromEntries(from), gone: await existing(strange), refused }
}

/** Where nothing was ever restored, nobody has anything to bring back. */
async function requireRestored(): Promise<void> {
  const [past] = await database().select({ id: pastEpochs.id }).from(pastEpochs).limit(1)
  if (past) return
  throw new AppError(
    'other_history',
    'The server knows nothing of what this device has seen. Everything on this device is kept as it is.',
  )
}

async function existing(ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await database()
    .select({ id: spaces.id })
    .from(spaces)
    .where(inArray(spaces.id, [...ids]))
  return rows.map(({ id }) => id)
}

async function takeBack(
  ctx: Ctx,
  request: RecoverRequest,
  spaceId: string,
  rows: Brought[],
  from: number | undefined,
): Promise<string[]> {
  const role = ctx.spaces.get(spaceId)?.role
  if (role && !covers(role, 'editor')) return []
  const at = new Date().toISOString()
  const { userId, label } = ctx
  const { revs, refused } = await database().transaction(async (transaction) => {
    const tx = new PostgresTx(transaction, {
      ...{ userId, client: request.clientId, label, via: 'recovery', at },
    })
    if (role === undefined && !(await makeAgain(transaction, tx, userId, rows))) {
      return { revs: {}, refused: [] }
    }
    await lockSpaces(transaction, tx, { userId, role: 'editor', spaceIds: [spaceId], reads: [] })
    const mine = rows.filter(({ entity }) => entity !== 'wallet' || role !== 'editor')
    const refused = await healRows(transaction, tx, mine, {
      epoch: request.epoch,
      lostFrom: from ?? 0,
    })
    const outcome = { revs: Object.fromEntries(tx.revs) }
    const call = {
      ...{ id: newId(), userId, hash: 'recovery', client: request.clientId, n: null },
    }
    await recordOutcome(transaction, call, outcome, at, tx.revisions)
    return { revs: outcome.revs, refused }
  })
  announce({ revs, users: role ? [] : [userId] })
  return refused
}

/** Makes a space again that this database never had, or has lost, with its wallet's maker as owner. */
async function makeAgain(
  transaction: Transaction,
  tx: PostgresTx,
  userId: string,
  rows: readonly Brought[],
): Promise<boolean> {
  const wallet = rows.find(({ entity }) => entity === 'wallet')?.row
  if (!wallet || wallet.id !== wallet.spaceId || wallet.createdBy !== userId) return false
  const { spaceId } = wallet
  const [known] = await transaction.select().from(spaces).where(eq(spaces.id, spaceId))
  if (known) return false
  const seq = Math.max(...rows.map(({ row }) => row.rev)) + 1_000_000
  await transaction.insert(spaces).values({ id: spaceId, kind: 'wallet', seq })
  tx.revs.set(spaceId, seq)
  await tx.create('member', { spaceId, id: userId }, { role: 'owner' })
  return true
}
