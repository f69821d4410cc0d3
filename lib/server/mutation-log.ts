import 'server-only'
import { createHash } from 'node:crypto'
import { and, eq, getTableColumns, inArray, max, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Queryable, Transaction } from '@/db/client'
import { mutationLog } from '@/db/schema/mutation-log'
import { revisions } from '@/db/schema/revisions'
import { AppError, toldOf } from '@/lib/core/errors'

/** What a mutation answered: the rev it got in each space, and what the caller's door made of it. */
export type Outcome = { revs: Record<string, number>; answer?: unknown }

type Refusal = { refused: ReturnType<typeof toldOf> }

/** What identifies one call of a mutation. */
export type Call = {
  id: string
  userId: string
  hash: string
  client: string | null
  n: number | null
}

/** SHA-256 over what a caller sent; equal values in equal key order hash alike. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url')
}

/**
 * The earlier answer to a call, if it was made before: an outcome, or its refusal thrown again. Another call under the same
 * id is refused. A refused one that its device has queued again, under a higher number, is made anew: its refusal goes.
 */
export async function findOutcome(
  db: Queryable,
  spaceIds: string[],
  call: Call,
): Promise<Outcome | undefined> {
  const isKnown = and(inArray(mutationLog.spaceId, spaceIds), eq(mutationLog.id, call.id))
  const [known] = await db.select().from(mutationLog).where(isKnown).limit(1)
  if (!known) return undefined
  if (known.userId !== call.userId || known.hash !== call.hash) throw new AppError('id_taken')
  const result = known.result as Outcome | Refusal
  if (!('refused' in result)) return result
  if (known.n !== null && call.n !== null && call.n > known.n) {
    await db.delete(mutationLog).where(isKnown)
    return undefined
  }
  const { code, message, ...why } = result.refused
  throw new AppError(code, message, why)
}

/** Refuses an unseen call whose number is not above all that its client has used in a space: two devices share one name. */
export async function refuseForked(db: Queryable, spaceId: string, call: Call): Promise<void> {
  if (call.client === null || call.n === null) return
  const [highest] = await db
    .select({ n: max(mutationLog.n) })
    .from(mutationLog)
    .where(
      and(
        eq(mutationLog.spaceId, spaceId),
        eq(mutationLog.userId, call.userId),
        eq(mutationLog.client, call.client),
      ),
    )
  if (highest?.n != null && call.n <= highest.n) throw new AppError('client_forked')
}

/** Records an accepted call in each space it wrote, and the revisions it made, in one statement of the caller's transaction. */
export async function recordOutcome(
  transaction: Transaction,
  call: Call,
  outcome: Outcome,
  at: string,
  made: (typeof revisions.$inferInsert)[],
): Promise<void> {
  const rows = Object.entries(outcome.revs).map(([spaceId, rev]) => ({
    ...row(call, at),
    spaceId,
    rev,
    result: outcome,
  }))
  await transaction.execute(sql`
    with history as (
      insert into ${revisions} select * from json_populate_recordset(null::${revisions}, ${asJson(revisions, made)}::json)
    )
    insert into ${mutationLog} select * from json_populate_recordset(null::${mutationLog}, ${asJson(mutationLog, rows)}::json)`)
}

/** Rows as JSON under their columns' names: however many they are, the statement's text stays the same. */
function asJson(table: PgTable, rows: readonly Record<string, unknown>[]): string {
  const columns = Object.entries(getTableColumns(table))
  return JSON.stringify(
    rows.map((one) => Object.fromEntries(columns.map(([key, { name }]) => [name, one[key]]))),
  )
}

/** Records a refused call, so that a replay hears the same, in the place of an earlier refusal; nothing else of it is kept. */
export async function recordRefusal(
  db: Queryable,
  spaceIds: string[],
  call: Call,
  error: AppError,
): Promise<void> {
  const result: Refusal = { refused: toldOf(error) }
  const { client, n, at, ...rest } = row(call, new Date().toISOString())
  const latest = { client, n, at, result }
  await db
    .insert(mutationLog)
    .values(spaceIds.map((spaceId) => ({ ...rest, ...latest, spaceId, rev: null })))
    .onConflictDoUpdate({
      target: [mutationLog.spaceId, mutationLog.id],
      set: latest,
      setWhere: sql`${mutationLog.rev} is null and ${mutationLog.n} < excluded.n
        and ${mutationLog.userId} = excluded.user_id and ${mutationLog.hash} = excluded.hash`,
    })
}

function row({ id, userId, client, n, hash }: Call, at: string) {
  return { id, userId, client, n, hash, at }
}
