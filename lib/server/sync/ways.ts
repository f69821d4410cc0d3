import 'server-only'
import { sql } from 'drizzle-orm'
import { idArray, rowsOf, type Transaction } from '@/db/client'
import type { PostgresTx } from '@/db/tx'
import type { Row } from '@/lib/domain/entities'
import type { Key } from '@/lib/domain/mutation'

/** How often one expense can have been moved on: far more than anybody does. */
const longestWay = 50

/** The wallets through which some expenses have gone, from one to the next, as far as is known here. */
export async function walletsOnWays(
  transaction: Transaction,
  keys: readonly Key[],
): Promise<string[]> {
  if (keys.length === 0) return []
  const found = await rowsOf<{ id: string }>(
    transaction,
    sql`with recursive way as (
        select e.space_id, e.id, e.moved_to from expenses e
        join unnest(${idArray(keys.map(({ spaceId }) => spaceId))}, ${idArray(keys.map(({ id }) => id))})
          as k (space_id, id) on k.space_id = e.space_id and k.id = e.id
        union
        select e.space_id, e.id, e.moved_to from expenses e join way
          on e.space_id = (way.moved_to->>'spaceId')::uuid and e.id = (way.moved_to->>'id')::uuid
      ) select distinct space_id as id from way`,
  )
  return found.map(({ id }) => id)
}

/** The expense that one has become by being moved, however often; undefined where its way is not known to the end. */
export async function endOfWay(tx: PostgresTx, key: Key): Promise<Row<'expense'> | undefined> {
  let at = await tx.get('expense', key)
  for (let steps = 0; at?.movedTo && steps < longestWay; steps++) {
    at = await tx.get('expense', at.movedTo)
  }
  return at?.movedTo ? undefined : at
}
