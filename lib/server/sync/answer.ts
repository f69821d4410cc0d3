import 'server-only'
import { eq } from 'drizzle-orm'
import { database } from '@/db/client'
import { users } from '@/db/schema/accounts'
import { AppError } from '@/lib/core/errors'
import { parse } from '@/lib/core/parse'
import { type SyncReply, syncRequest } from '@/lib/domain/protocol'
import type { Ctx } from '../auth/ctx'
import { readAccount } from '../reads/account'
import { readEpoch, requireSameHistory } from './epoch'
import { requireProtocol } from './protocol-version'
import { pull } from './pull'
import { push } from './push'

/**
 * Answers one sync: takes the device's queued changes, then tells it what it does not have. Nothing runs where the
 * device belongs to another account, speaks another protocol, or knows another life of the database.
 */
export async function answerSync(ctx: Ctx, body: unknown): Promise<SyncReply> {
  requireProtocol(body)
  const request = parse(syncRequest, body)
  const { userId, clientId, cookie, mutations } = request
  if (userId !== null && userId !== ctx.userId) {
    throw await otherAccount(userId)
  }
  const epoch = await readEpoch()
  if (request.epoch !== null && request.epoch !== epoch) {
    throw new AppError(
      'other_epoch',
      'The server was put back to an older copy. Everything on this device is kept as it is.',
    )
  }
  await requireSameHistory(ctx, cookie)
  const acks = await push(ctx, clientId, mutations)
  const pulled = await pull(ctx, cookie)
  if (userId !== null) return { epoch, acks, ...pulled }
  const { id, email, name } = await readAccount(ctx)
  return { epoch, account: { id, email, name }, acks, ...pulled }
}

// An account that is not here at all may have been lost with the rest: its data must not go for the sake of a new one.
async function otherAccount(userId: string): Promise<AppError> {
  const [known] = await database().select({ id: users.id }).from(users).where(eq(users.id, userId))
  return known
    ? new AppError('other_account', 'This device holds the data of another account.')
    : new AppError(
        'unknown_account',
        'This device holds the data of an account that the server does not know. Nothing was removed from it.',
      )
}
