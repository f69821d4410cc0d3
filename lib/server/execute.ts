import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { database, type Transaction } from '@/db/client'
import { failedConstraint, failureCode } from '@/db/failures'
import { members } from '@/db/schema/members'
import { revisions } from '@/db/schema/revisions'
import { spaces } from '@/db/schema/spaces'
import { PostgresTx } from '@/db/tx'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { parse } from '@/lib/core/parse'
import { covers } from '@/lib/domain/members/rules'
import type { Role } from '@/lib/domain/members/schema'
import type { Mutation, Tx } from '@/lib/domain/mutation'
import { type Args, type MutationName, mutations } from '@/lib/domain/mutations'
import type { Ctx } from './auth/ctx'
import {
  type Call,
  findOutcome,
  hashOf,
  type Outcome,
  recordOutcome,
  recordRefusal,
  refuseForked,
} from './mutation-log'

/** What a door may say of a call beside its arguments. */
export type CallOptions = {
  /** The mutation's own id, where the caller gave one: a replay under it gets the first answer. */
  id?: string | undefined
  /** Hash of what the caller sent, where that differs from the arguments. */
  hash?: string
  client?: { id: string; n: number }
  /** Looks at the locked store before anything is written; what it throws refuses the call, unrecorded. */
  expect?: (tx: Tx) => Promise<void>
  /** Makes the door's answer from the written store; it is kept for replays. */
  answer?: (tx: Tx) => Promise<unknown>
}

/** Refused before the mutation itself had a say (no member, a failed precondition): it leaves no record. */
class Unrecorded {
  constructor(readonly error: unknown) {}
}

/**
 * The one door to a write: parses the arguments, checks the caller's role, runs the mutation in one transaction under
 * the locks of its spaces, and records revisions and log. Answers the rev per space; refusals are thrown as AppError.
 */
export async function execute<N extends MutationName>(
  ctx: Ctx,
  name: N,
  args: unknown,
  options: CallOptions = {},
): Promise<Outcome> {
  const mutation = mutations[name] as unknown as Mutation<Args<N>>
  const parsed = parse(mutation.input, args)
  const spaceIds = spacesOf(mutation, parsed)
  if (!mutation.makesSpace) {
    for (const id of spaceIds) checkRole(ctx.spaces.get(id)?.role, mutation.role)
  }
  const call = callOf(ctx, name, args, options)
  try {
    return await retried(() =>
      database().transaction((transaction) =>
        run(transaction, ctx, mutation, parsed, spaceIds, call, options),
      ),
    )
  } catch (error) {
    if (error instanceof Replayed) return error.outcome
    if (error instanceof Unrecorded) throw error.error
    if (error instanceof AppError && options.id && !mutation.makesSpace) {
      await recordRefusal(database(), spaceIds, call, error)
    }
    throw error
  }
}

/** As `execute`, inside a transaction of the caller's (registration); the caller retries and records nothing of a refusal. */
export async function executeWithin<N extends MutationName>(
  transaction: Transaction,
  ctx: Ctx,
  name: N,
  args: Args<N>,
): Promise<Outcome> {
  const mutation = mutations[name] as unknown as Mutation<Args<N>>
  const parsed = parse(mutation.input, args)
  const call = callOf(ctx, name, args, {})
  return run(transaction, ctx, mutation, parsed, spacesOf(mutation, parsed), call, {})
}

class Replayed extends Error {
  constructor(readonly outcome: Outcome) {
    super('replayed')
  }
}

async function run<A>(
  transaction: Transaction,
  ctx: Ctx,
  mutation: Mutation<A>,
  args: A,
  spaceIds: string[],
  call: Call,
  options: CallOptions,
): Promise<Outcome> {
  const revs = mutation.makesSpace
    ? await makeSpace(transaction, spaceIds, mutation.makesSpace)
    : await unrecorded(() => lockSpaces(transaction, ctx, mutation.role, spaceIds))
  if (options.id) await unrecorded(() => refuseKnown(transaction, ctx, spaceIds, call))
  if (revs === undefined) throw new AppError('id_taken')
  const at = new Date().toISOString()
  const tx = new PostgresTx(transaction, {
    userId: ctx.userId,
    client: call.client,
    via: ctx.via,
    at,
    revs,
  })
  const { expect } = options
  if (expect) await unrecorded(() => expect(tx))
  await mutation.run(tx, args, { userId: ctx.userId })
  const outcome: Outcome = { revs: Object.fromEntries(revs) }
  if (options.answer) outcome.answer = await options.answer(tx)
  await Promise.all([
    tx.revisions.length > 0 && transaction.insert(revisions).values(tx.revisions),
    recordOutcome(transaction, call, outcome, at),
  ])
  return outcome
}

// The row lock lasts to the commit, so the order of revs is the order of commits. The role is read after it, because
// it may have changed while this call waited.
async function lockSpaces(
  transaction: Transaction,
  ctx: Ctx,
  role: Role,
  spaceIds: string[],
): Promise<ReadonlyMap<string, number>> {
  const [locked, roles] = await Promise.all([
    Promise.all(
      spaceIds.map((id) =>
        transaction
          .update(spaces)
          .set({ seq: sql`${spaces.seq} + 1` })
          .where(eq(spaces.id, id))
          .returning({ id: spaces.id, seq: spaces.seq }),
      ),
    ),
    transaction
      .select({ spaceId: members.spaceId, role: members.role })
      .from(members)
      .where(
        and(
          inArray(members.spaceId, spaceIds),
          eq(members.id, ctx.userId),
          isNull(members.deletedAt),
        ),
      ),
  ])
  for (const id of spaceIds) checkRole(roles.find((row) => row.spaceId === id)?.role, role)
  return new Map(locked.flat().map(({ id, seq }) => [id, seq]))
}

async function makeSpace(
  transaction: Transaction,
  [id]: string[],
  kind: 'wallet' | 'user',
): Promise<ReadonlyMap<string, number> | undefined> {
  if (id === undefined) throw new Error('A mutation that makes a space names it.')
  const made = await transaction
    .insert(spaces)
    .values({ id, kind, seq: 1 })
    .onConflictDoNothing()
    .returning({ id: spaces.id })
  return made.length > 0 ? new Map([[id, 1]]) : undefined
}

function checkRole(role: Role | undefined, needed: Role): void {
  if (role === undefined) throw new AppError('not_found')
  if (!covers(role, needed)) throw new AppError('forbidden', `This needs the role ${needed}.`)
}

function spacesOf<A>(mutation: Mutation<A>, args: A): string[] {
  return [...new Set(mutation.spaces(args))].sort()
}

function callOf(ctx: Ctx, name: MutationName, args: unknown, options: CallOptions): Call {
  return {
    id: options.id ?? newId(),
    userId: ctx.userId,
    hash: options.hash ?? hashOf([name, args]),
    client: options.client?.id ?? null,
    n: options.client?.n ?? null,
  }
}

// The id is looked up in all the caller's spaces: the same key with another wallet is another call, and refused.
async function refuseKnown(
  transaction: Transaction,
  ctx: Ctx,
  spaceIds: string[],
  call: Call,
): Promise<void> {
  const known = await findOutcome(
    transaction,
    [...new Set([...spaceIds, ...ctx.spaces.keys()])],
    call,
  )
  if (known) throw new Replayed(known)
  for (const id of spaceIds) await refuseForked(transaction, id, call)
}

async function unrecorded<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    throw error instanceof AppError ? new Unrecorded(error) : error
  }
}

const attempts = 5

async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === attempts || !isTransient(error)) throw error
      await pause(Math.random() * 20 * attempt)
    }
  }
}

// Two calls under one id that raced: the second finds the first's answer when it tries again.
function isTransient(error: unknown): boolean {
  const code = failureCode(error)
  return (
    code === '40001' ||
    code === '40P01' ||
    (code === '23505' && failedConstraint(error) === 'mutation_log_space_id_id_pk')
  )
}
