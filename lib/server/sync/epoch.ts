import 'server-only'
import { sql } from 'drizzle-orm'
import { database, rowsOf } from '@/db/client'
import { epochs } from '@/db/schema/epochs'
import { AppError } from '@/lib/core/errors'
import type { Cookie } from '@/lib/domain/protocol'
import type { Ctx } from '../auth/ctx'

/** Which life of this database it is; a restored copy begins another one. */
export async function readEpoch(): Promise<string> {
  const [row] = await database().select({ id: epochs.id }).from(epochs)
  if (!row) throw new Error('The database has no epoch.')
  return row.id
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
