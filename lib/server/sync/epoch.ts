import 'server-only'
import { sql } from 'drizzle-orm'
import { database, type Queryable, rowsOf, type Transaction } from '@/db/client'
import { failureCode } from '@/db/failures'
import { epochs } from '@/db/schema/epochs'
import { statement } from '@/db/statement'
import { AppError } from '@/lib/core/errors'
import type { Cookie } from '@/lib/domain/protocol'
import type { Ctx } from '../auth/ctx'

/** Which life of this database it is; a restored copy begins another one. */
export async function readEpoch(on: Queryable = database()): Promise<string> {
  const [row] = await epoch(on, {})
  if (!row) throw new Error('The database has no epoch.')
  return row.id
}

/** Refuses (`unavailable`) what is about another life: a restore went through while its caller waited for a lock. */
export async function requireLife(transaction: Transaction, life: string): Promise<void> {
  if ((await readEpoch(transaction)) !== life) throw putBack()
}

function putBack(): AppError {
  return new AppError('unavailable', 'The server was just put back to an older copy. Try again.', {
    retryAfter: 1,
  })
}

const epoch = statement((db) => db.select({ id: epochs.id }).from(epochs))

/** What statements fail with whose tables were replaced while they waited, beside refusals. */
const replaced = new Set(['XX000', '0A000', '42P01', '40P01'])

/**
 * What work answers that is about one life of the database. Where a restore has begun another one meanwhile, neither its
 * answer nor its refusal means anything (rows may have gone from under it): then the server was busy (`unavailable`).
 */
export async function inLife<T>(epoch: string, work: () => Promise<T>): Promise<T> {
  try {
    const answer = await work()
    if ((await readEpoch()) === epoch) return answer
  } catch (error) {
    const mayBe = error instanceof AppError || replaced.has(failureCode(error) ?? '')
    if (!mayBe || (await readEpoch()) === epoch) throw error
  }
  throw putBack()
}

/**
 * Refuses (`other_history`) a device that has seen what this database never wrote: in every space it knows, the
 * mutation at its rev must be the one that it remembers. What was purged since is no contradiction.
 */
export async function requireSameHistory(ctx: Ctx, cookie: Cookie): Promise<void> {
  const known = Object.entries(cookie).filter(([id]) => ctx.spaces.has(id))
  if (known.length === 0) return
  const claims = JSON.stringify(known.map(([id, { rev, mark }]) => ({ id, rev, mark })))
  const strange = await rowsOf<{ id: string }>(
    database(),
    sql`select c.id from json_to_recordset(${claims}::json) as c(id uuid, rev bigint, mark uuid)
      join spaces s on s.id = c.id
      left join mutation_log l on l.space_id = c.id and l.rev = c.rev
      where c.rev > s.seq or (c.rev >= s.min_rev and c.rev > 0 and l.id is distinct from c.mark)`,
  )
  if (strange.length === 0) return
  throw new AppError(
    'other_history',
    'The server does not know what this device has seen: it was probably put back to an older copy.',
  )
}
