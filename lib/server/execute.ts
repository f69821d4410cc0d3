import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { database, type Transaction } from '@/db/client'
import { failedConstraint, failureCode } from '@/db/failures'
import { PostgresTx } from '@/db/tx'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { parse } from '@/lib/core/parse'
import type { Mutation, Tx } from '@/lib/domain/mutation'
import { type Args, type MutationName, mutations } from '@/lib/domain/mutations'
import { requireRoomForWallet, spendChange } from './amounts'
import type { Ctx } from './auth/ctx'
import { inLinesOf, inShareOf } from './lines'
import { lockSpaces, makeSpace, requireRole, walletsOf } from './lock'
import {
  type Call,
  findOutcome,
  hashOf,
  type Outcome,
  recordOutcome,
  recordRefusal,
  refuseForked,
} from './mutation-log'
import { noteWrite } from './readiness'
import { announce } from './sync/announce'
import { requireLife } from './sync/epoch'

/** What a door may say of a call beside its arguments. */
export type CallOptions = {
  /** The mutation's own id, where the caller gave one: a replay under it gets the first answer. */
  id?: string | undefined
  /** Hash of what the caller sent, where that differs from the arguments. */
  hash?: string
  client?: { id: string; n: number }
  /** The life of the database that the call is about: in another one it is refused (`unavailable`), unrecorded. */
  epoch?: string
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
 * the locks of its spaces, and records revisions and log, then tells whoever listens. Answers the rev per space; refusals are thrown as AppError.
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
    for (const id of spaceIds) requireRole(ctx.spaces.get(id)?.role, mutation.role)
  }
  if (mutation.makesSpace === 'wallet') requireRoomForWallet(ctx, spaceIds)
  spendChange(ctx)
  const call = callOf(ctx, name, args, options)
  return inLinesOf(spaceIds, () =>
    inShareOf(ctx.userId, async () => {
      try {
        const outcome = await retried(() =>
          database().transaction((transaction) =>
            run(transaction, ctx, mutation, parsed, spaceIds, call, options),
          ),
        )
        noteWrite()
        announce({ revs: outcome.revs, users: [ctx.userId] })
        return outcome
      } catch (error) {
        if (error instanceof Replayed) return error.outcome
        if (error instanceof Unrecorded) throw error.error
        const refusal = asRefusal(error)
        if (refusal instanceof AppError && options.id && !mutation.makesSpace) {
          await recordRefusal(database(), spaceIds, call, refusal)
        }
        throw refusal
      }
    }),
  )
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
  const { userId, label, via } = ctx
  const at = new Date().toISOString()
  const tx = new PostgresTx(transaction, { userId, client: call.client, label, via, at })
  if (mutation.makesSpace) await makeSpace(transaction, tx, spaceIds, mutation.makesSpace)
  else {
    const wanted = { userId, role: mutation.role, spaceIds, reads: mutation.reads?.(args) ?? [] }
    await unrecorded(() => lockSpaces(transaction, tx, wanted))
  }
  const { epoch } = options
  if (epoch) await unrecorded(() => requireLife(transaction, epoch))
  if (options.id) await unrecorded(() => refuseKnown(transaction, ctx, spaceIds, call))
  if (tx.revs.size === 0) throw new AppError('id_taken')
  const { expect } = options
  if (expect) await unrecorded(() => expect(tx))
  const wallets = () => walletsOf(transaction, userId)
  await mutation.run(tx, args, { userId, wallets })
  const outcome: Outcome = { revs: Object.fromEntries(tx.revs) }
  if (options.answer) outcome.answer = await options.answer(tx)
  await recordOutcome(transaction, call, outcome, at, tx.revisions)
  return outcome
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

/** What a unique index refuses is a refusal like any other, and no failure: trying again does not help. */
function asRefusal(error: unknown): unknown {
  if (failureCode(error) !== '23505' || isTransient(error)) return error
  if (failedConstraint(error) !== 'categories_by_name') return new AppError('id_taken')
  return new AppError('name_taken', 'This wallet already has a category with this name.')
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
