import 'server-only'
import { eq } from 'drizzle-orm'
import { database } from '@/db/client'
import { users } from '@/db/schema/accounts'
import { AppError, invalidField } from '@/lib/core/errors'
import { parse } from '@/lib/core/parse'
import { type SyncReply, syncRequest } from '@/lib/domain/protocol'
import { mostMutations } from '@/lib/domain/protocol-numbers'
import { mostWallets } from '../amounts'
import type { Ctx } from '../auth/ctx'
import { inShareOf } from '../lines'
import { readAccount } from '../reads/account'
import { inLife, readEpoch, requireSameHistory } from './epoch'
import { requireProtocol } from './protocol-version'
import { pull } from './pull'
import { push } from './push'

/**
 * Answers one sync: takes the device's queued changes, then tells it what it does not have. Nothing runs where the
 * device belongs to another account, speaks another protocol, or knows another life of the database.
 */
export async function answerSync(ctx: Ctx, body: unknown): Promise<SyncReply> {
  requireProtocol(body)
  requireShort(body)
  const request = parse(syncRequest, body)
  const { userId, clientId, cookie, mutations } = request
  const epoch = await readEpoch()
  const isSameLife = request.epoch === null || request.epoch === epoch
  if (userId !== null && userId !== ctx.userId) {
    throw await otherAccount(userId, isSameLife)
  }
  if (!isSameLife) {
    throw new AppError(
      'other_epoch',
      'The server was put back to an older copy. Everything on this device is kept as it is.',
    )
  }
  return inLife(epoch, async () => {
    await requireSameHistory(ctx, cookie)
    const acks = await push(ctx, clientId, mutations, epoch)
    const pulled = await inShareOf(ctx.userId, () => pull(ctx, cookie))
    const { id, email, name } = await readAccount(ctx)
    const at = new Date().toISOString()
    return { epoch, at, account: { id, email, name }, acks, ...pulled }
  })
}

// Before it is read: of so many entries each would be looked at, and told of.
function requireShort(body: unknown): void {
  const { cookie, mutations } = (body ?? {}) as { cookie?: unknown; mutations?: unknown }
  const most = { cookie: 2 * mostWallets, mutations: mostMutations }
  for (const [path, list] of Object.entries({ cookie, mutations })) {
    const size = typeof list === 'object' && list ? Object.keys(list).length : 0
    const limit = most[path as keyof typeof most]
    if (size > limit) throw invalidField(path, `must have at most ${limit} entries`)
  }
}

// What is on the device may be all that is left of an account that was lost, or of its last day: it must not go for the
// sake of another one.
async function otherAccount(userId: string, isSameLife: boolean): Promise<AppError> {
  const [known] = await database().select({ id: users.id }).from(users).where(eq(users.id, userId))
  if (known && !isSameLife) {
    return new AppError(
      'unknown_account',
      'This device holds the data of another account, and the server was put back to an older copy: some of that data may be only here. Nothing was removed from it. Let its person sign in first.',
    )
  }
  return known
    ? new AppError('other_account', 'This device holds the data of another account.')
    : new AppError(
        'unknown_account',
        'This device holds the data of an account that the server does not know. Nothing was removed from it.',
      )
}
