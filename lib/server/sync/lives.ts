import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { database, idArray, rowsOf } from '@/db/client'
import { epochs, pastEpochs } from '@/db/schema/epochs'
import { AppError } from '@/lib/core/errors'
import { healingDays } from '@/lib/core/retention'

/** Above every rev that a life can have given after the copy that took its place. */
const leap = 1_000_000

/** Which revs of a space, as a device's life gave them, the server may lack: those after `from`, up to `to`. */
export type Lost = { from: number; to: number }

/** Refuses (`other_history`) a life that this database never had: of it nobody has anything to bring back here. */
export async function requireKnownLife(epoch: string): Promise<void> {
  const [known] = await database()
    .select({ id: pastEpochs.id })
    .from(pastEpochs)
    .where(eq(pastEpochs.id, epoch))
  if (known) return
  throw new AppError(
    'other_history',
    'The server knows nothing of what this device has seen. Everything on this device is kept as it is.',
  )
}

/** Whether the last restore is so long ago that nothing is taken back any more. */
export async function isClosed(): Promise<boolean> {
  const [now] = await database()
    .select({
      closed: sql<boolean>`${epochs.startedAt} < now() - make_interval(days => ${healingDays})`,
    })
    .from(epochs)
  return now?.closed ?? true
}

/**
 * What the server may lack of what a device knows that was last here in another life of the database, per space: from
 * where the earliest of the copies was that have taken a life's place since. All of it where the copy that ended the
 * device's own life did not have the space, whatever has come to be there under its id.
 */
export async function lostSince(
  epoch: string,
  spaceIds: readonly string[],
): Promise<Map<string, Lost>> {
  const [own] = await database()
    .select({ n: pastEpochs.n })
    .from(pastEpochs)
    .where(eq(pastEpochs.id, epoch))
  const n = own?.n ?? 0
  const found = await rowsOf<{ id: string; from: number; to: number | null }>(
    database(),
    sql`select r.space_id as id, min(r.from_rev)::float8 as from,
        max(r.to_rev) filter (where r.id = ${epoch}::uuid)::float8 as to
      from restored_spaces r join past_epochs p on p.id = r.id
      where r.space_id = any(${idArray(spaceIds)}) and p.n >= ${n}::int
      group by r.space_id
      having bool_or(r.id = ${epoch}::uuid)`,
  )
  const known = new Map(found.map((one) => [one.id, one]))
  return new Map(
    spaceIds.map((id) => {
      const { from, to } = known.get(id) ?? { from: 0, to: null }
      // Each life began a leap above the one before it.
      return [id, { from: Number(from), to: Number(to ?? Number(from) + leap * (n + 1)) }]
    }),
  )
}
