import 'server-only'
import { AppError } from '@/lib/core/errors'
import { parse } from '@/lib/core/parse'
import { protocolVersion, type SyncReply, syncRequest } from '@/lib/domain/protocol'
import type { Ctx } from '../auth/ctx'
import { readAccount } from '../reads/account'
import { readEpoch, requireSameHistory } from './epoch'
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
    throw new AppError('other_account', 'This device holds the data of another account.')
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

function requireProtocol(body: unknown): void {
  const { protocol } = (body ?? {}) as { protocol?: unknown }
  if (typeof protocol !== 'number' || protocol === protocolVersion) return
  const older = protocol < protocolVersion
  throw new AppError(
    'other_protocol',
    `${older ? 'This version of the app is too old' : 'The server is older than this version of the app'}. Your changes are kept on this device.`,
  )
}
