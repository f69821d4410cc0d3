import 'server-only'
import { AppError, toldOf } from '@/lib/core/errors'
import { HeldSpaces } from '@/lib/domain/held'
import { type MutationName, mutations } from '@/lib/domain/mutations'
import type { Ack, QueuedMutation } from '@/lib/domain/protocol'
import type { Ctx } from '../auth/ctx'
import { renewCtx } from '../auth/session-ctx'
import { execute } from '../execute'
import { requireShallow } from '../http/body'
import { seenError } from '../http/problem'

/** In milliseconds: after this the rest of a batch waits for the next request, so that no request lasts for long. */
const longest = 10_000

/**
 * Runs a device's queued mutations in their order, each in a transaction of its own. A refused one is told and passed
 * over; behind one that has to be tried again all waits that may build on it, and nothing else.
 */
export async function push(
  ctx: Ctx,
  clientId: string,
  queue: readonly QueuedMutation[],
  epoch: string,
): Promise<Ack[]> {
  const acks: Ack[] = []
  const until = Date.now() + longest
  const held = new HeldSpaces()
  let stopped: string | undefined
  let caller = ctx
  for (const queued of queue) {
    const { id } = queued
    if (stopped === undefined && Date.now() > until) stopped = 'The server was busy for too long.'
    if (stopped !== undefined || held.holds(queued)) {
      acks.push({ id, later: stopped ?? 'It waits for another change.', tried: false })
      continue
    }
    const ack = await run(caller, clientId, queued, epoch)
    acks.push(ack)
    // What follows may be about the wallet that this one made.
    if ('revs' in ack && Object.keys(ack.revs).some((space) => !caller.spaces.has(space))) {
      caller = await renewCtx(caller)
    }
    if ('later' in ack) held.hold(queued)
    else if ('refused' in ack && ack.refused.code === 'client_forked') stopped = ack.refused.message
  }
  return acks
}

async function run(
  ctx: Ctx,
  clientId: string,
  queued: QueuedMutation,
  epoch: string,
): Promise<Ack> {
  const { id, n, name, args } = queued
  if (!isMutation(name)) {
    return { id, later: 'The server does not know this kind of change yet.', tried: true }
  }
  try {
    requireShallow('args', args)
    const { revs } = await execute(ctx, name, args, { id, client: { id: clientId, n }, epoch })
    return { id, revs }
  } catch (error) {
    const seen = error instanceof AppError ? error : seenError(error)
    // What is only too much at once, or busy, is lost as little, and does not count as a failure of its own.
    if (seen.status >= 500 || seen.code === 'too_many') {
      return { id, later: seen.message, tried: seen.code === 'internal' }
    }
    return { id, refused: toldOf(seen) }
  }
}

function isMutation(name: string): name is MutationName {
  return Object.hasOwn(mutations, name)
}
