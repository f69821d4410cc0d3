import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { database, idArray, rowsOf } from '@/db/client'
import { pastEpochs } from '@/db/schema/epochs'
import { AppError } from '@/lib/core/errors'

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

/**
 * From which rev on the server may lack what a device knows that was last here in another life of the database, per
 * space: where the earliest of the copies was that have taken a life's place since. 0 where the copy that ended the
 * device's own life did not have the space: then all of it was lost, whatever has come to be there under its id.
 */
export async function lostFrom(
  epoch: string,
  spaceIds: readonly string[],
): Promise<Map<string, number>> {
  const found = await rowsOf<{ id: string; from: number }>(
    database(),
    sql`select r.space_id as id, min(r.from_rev)::float8 as from
      from restored_spaces r join past_epochs p on p.id = r.id
      where r.space_id = any(${idArray(spaceIds)})
        and p.n >= (select n from past_epochs where id = ${epoch}::uuid)
      group by r.space_id
      having bool_or(r.id = ${epoch}::uuid)`,
  )
  const known = new Map(found.map(({ id, from }) => [id, Number(from)]))
  return new Map(spaceIds.map((id) => [id, known.get(id) ?? 0]))
}
