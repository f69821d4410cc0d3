import { plain } from '@/lib/client/replica/rows'
import { type Aside, type Writing, withinSpace } from '@/lib/client/replica/store'
import type { Row } from '@/lib/domain/entities'
import { entityNames } from '@/lib/domain/entity-names'

/** How long what a restored server does not list stays on its device. */
const asideDays = 14
const day = 86_400_000
/** How many rows one part holds. */
const atOnce = 500
/** A question waits for its answer. */
const never = '9999'

/**
 * Keeps what a restore has left on this device alone apart from all else: a wallet with all its rows, for 14 days from
 * `now`, or, of one that was deleted before the restore and has been written into since, the question what shall be.
 */
export async function setAside(
  transaction: Writing,
  wallet: Row<'wallet'>,
  now: number,
): Promise<void> {
  const { id: spaceId, name, currency, deletedAt } = wallet
  const asides = transaction.objectStore('aside')
  const about = { spaceId, name, currency }
  if (deletedAt) {
    await asides.put({ ...about, kind: 'deleted', until: never, part: 0, count: 0 })
    return
  }
  const until = new Date(now + asideDays * day).toISOString()
  const one = { ...about, kind: 'lost' as const, until }
  const all: NonNullable<Aside['rows']> = []
  for (const entity of entityNames) {
    const rows = await transaction.objectStore(entity).getAll(withinSpace(spaceId))
    for (const row of rows) all.push({ entity, row: plain(row) })
  }
  const count = all.filter(({ entity, row }) => entity === 'expense' && !row.deletedAt).length
  await asides.put({ ...one, part: 0, count })
  for (let part = 1, start = 0; start < all.length; part++, start += atOnce) {
    await asides.put({ ...one, part, count: 0, rows: all.slice(start, start + atOnce) })
  }
}
