import 'server-only'
import { database, type Transaction } from '@/db/client'
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
import { type Brought, isMoved, readBrought } from './brought'
import { inLife, readEpoch } from './epoch'
import { healRows, type Taken } from './heal'
import { isClosed, type Lost, lostSince, requireKnownLife } from './lives'
import { leftBehind, makeAgain } from './lost-spaces'
import { requireProtocol } from './protocol-version'
import { walletsOnWays } from './ways'

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
  return inLife(epoch, async () => ({ epoch, ...(await heal(ctx, request, brought)) }))
}

async function heal(
  ctx: Ctx,
  request: RecoverRequest,
  brought: readonly Brought[],
): Promise<Omit<RecoverReply, 'epoch'>> {
  await requireKnownLife(request.epoch)
  const gone = await leftBehind(ctx, request.spaces)
  const lost = await lostSince(request.epoch, [...ctx.spaces.keys(), ...gone])
  const from = Object.fromEntries([...lost].map(([id, one]) => [id, one.from]))
  if (await isClosed()) return { from, gone, refused: brought.map(({ row }) => row.id) }
  const refused: string[] = []
  const still = brought.filter((one) => !isMoved(one))
  for (const rows of bySpace(still)) refused.push(...(await takeBack(ctx, request, rows)).refused)
  // Each as soon as what it has become is there, which may itself have been moved on.
  for (let left = brought.filter(isMoved), before = 0; left.length !== before; ) {
    before = left.length
    const round = bySpace(left)
    left = []
    for (const rows of round) {
      const taken = await takeBack(ctx, request, rows)
      refused.push(...taken.refused)
      left.push(...taken.waiting)
    }
  }
  return { from, gone, refused }
}

async function takeBack(ctx: Ctx, request: RecoverRequest, rows: Brought[]): Promise<Taken> {
  const nothing: Taken = { refused: [], waiting: [] }
  const [first] = rows
  if (!first) return nothing
  const { spaceId } = first.row
  const role = ctx.spaces.get(spaceId)?.role
  if (role && !covers(role, 'editor')) return nothing
  const lost = await lostSince(request.epoch, [spaceId])
  const at = new Date().toISOString()
  const { userId, label } = ctx
  const { revs, taken } = await database().transaction(async (transaction) => {
    const tx = new PostgresTx(transaction, {
      ...{ userId, client: request.clientId, label, via: 'recovery', at },
    })
    if (role === undefined && !(await makeAgain(transaction, tx, spaceId, userId, rows))) {
      return { revs: {}, taken: nothing }
    }
    const spaceIds = [...new Set([spaceId, ...(await alsoWritable(transaction, ctx, rows))])].sort()
    await lockSpaces(transaction, tx, { userId, role: 'editor', spaceIds, reads: [] })
    const origin = {
      epoch: request.epoch,
      lost: lost.get(spaceId) as Lost,
      isOwner: role !== 'editor',
    }
    const taken = await healRows(transaction, tx, rows, origin)
    const outcome = { revs: Object.fromEntries(tx.revs) }
    const call = {
      ...{ id: newId(), userId, hash: 'recovery', client: request.clientId, n: null },
    }
    await recordOutcome(transaction, call, outcome, at, tx.revisions)
    return { revs: outcome.revs, taken }
  })
  announce({ revs, users: role ? [] : [userId] })
  return taken
}

/** The other wallets into which brought expenses were moved, in either life: what was written here goes along. */
async function alsoWritable(
  transaction: Transaction,
  ctx: Ctx,
  rows: readonly Brought[],
): Promise<string[]> {
  const expenses = rows.filter(({ entity }) => entity === 'expense').map(({ row }) => row)
  const keys = expenses.flatMap((row) => (row.movedTo ? [row, row.movedTo] : [row]))
  const found = await walletsOnWays(transaction, keys)
  return found.filter((id) => covers(ctx.spaces.get(id)?.role ?? 'viewer', 'editor'))
}

function bySpace(rows: readonly Brought[]): Brought[][] {
  const found = new Map<string, Brought[]>()
  for (const one of rows) found.set(one.row.spaceId, [...(found.get(one.row.spaceId) ?? []), one])
  return [...found.values()]
}
