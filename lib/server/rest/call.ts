import 'server-only'
import { database } from '@/db/client'
import { derivedId } from '@/lib/core/derived-ids'
import { AppError, invalidField } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { lineProblem } from '@/lib/core/text'
import type { EntityName } from '@/lib/domain/entities'
import type { Key, Tx } from '@/lib/domain/mutation'
import type { Ctx } from '../auth/ctx'
import { revsToMatch } from '../http/if-match'
import { findOutcome, hashOf } from '../mutation-log'
import type { Answer, RestCall } from './endpoint'

/**
 * What identifies a REST call: the mutation's id follows from the caller and the `Idempotency-Key`, else from the
 * body's own `id`, else there is none; the hash covers the method, the address and the body.
 */
export function callOf(ctx: Ctx, request: Request, body: unknown): RestCall {
  const name = nameOf(request, body)
  const id = name === undefined ? undefined : derivedId(ctx.userId, name)
  const { pathname, search } = new URL(request.url)
  return { id, hash: hashOf([request.method, pathname + search, body ?? null]) }
}

function nameOf(request: Request, body: unknown): string | undefined {
  const key = request.headers.get('idempotency-key')
  if (key !== null) {
    if (key.length > 0 && key.length <= 200 && !lineProblem(key)) return `key:${key}`
    throw invalidField('Idempotency-Key', 'must have 1 to 200 characters')
  }
  const { id } = (body ?? {}) as { id?: unknown }
  return typeof id === 'string' ? `id:${id}` : undefined
}

/** The first answer to a call that was made before; undefined for a new one. */
export async function replayed(ctx: Ctx, call: RestCall): Promise<Answer | undefined> {
  if (call.id === undefined) return undefined
  const { id, hash } = call
  const whole = { id, hash, userId: ctx.userId, client: null, n: null }
  const known = await findOutcome(database(), [...ctx.spaces.keys()], whole)
  return known?.answer as Answer | undefined
}

/** The id of a row that a body lacks: derived from the call's, so that a replay makes the same row, else a new one. */
export function rowId(call: RestCall, entity: EntityName): string {
  return call.id === undefined ? newId() : derivedId(call.id, entity)
}

/** The ETag of a row's rev. */
export function etag(rev: number): string {
  return `"${rev}"`
}

/**
 * What must hold of a row before a REST edit: that it is not deleted, and that its rev is one of those that `If-Match`
 * names, where that is sent.
 */
export function expectRow(request: Request, entity: EntityName, key: Key) {
  const wanted = revsToMatch(request.headers.get('if-match'))
  return async (tx: Tx): Promise<void> => {
    const row = await tx.get(entity, key)
    if (!row || row.deletedAt) throw new AppError('not_found')
    refuseOther(wanted, row.rev)
  }
}

/** As `expectRow`, for an edit that turns out to change nothing and so takes no lock. */
export function expectRev(request: Request, rev: number): void {
  refuseOther(revsToMatch(request.headers.get('if-match')), rev)
}

function refuseOther(wanted: string[] | undefined, rev: number): void {
  if (!wanted || wanted.includes('*') || wanted.includes(String(rev))) return
  throw new AppError('stale', `It was changed meanwhile: its ETag is now ${etag(rev)}.`)
}
