import 'server-only'
import { sql } from 'drizzle-orm'
import { database, idArray, rowsOf } from '@/db/client'

/**
 * From which rev on the server may lack what a device knows that was last here in another life of the database, per
 * space: where the earliest of the copies was that have taken a life's place since. 0 where nothing is known of that.
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
        and p.n >= coalesce((select n from past_epochs where id = ${epoch}::uuid), 0)
      group by r.space_id`,
  )
  const known = new Map(found.map(({ id, from }) => [id, Number(from)]))
  return new Map(spaceIds.map((id) => [id, known.get(id) ?? 0]))
}
