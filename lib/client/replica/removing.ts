import { newId } from '@/lib/core/ids'
import { entityNames } from '@/lib/domain/entity-names'
import type { Replica, Wiping } from './replica'
import { type Meta, storeNames, type Writing } from './store'
import { countNotSent, emptyMeta } from './wiping'
import type { Rows } from './writing'

/** What `Replica.wipe` promises. */
export function wipe(
  replica: Replica,
  { onlySent = false, known = 0, of, leaving = false }: Wiping,
): Promise<boolean> {
  return replica.write('strict', async (transaction, rows) => {
    const { account } = (await transaction.objectStore('meta').get('device')) ?? emptyMeta()
    if (of !== undefined && account && account.id !== of) return false
    if (onlySent && (await countNotSent(transaction)) > known) return false
    const unfinished = leaving ? 'leaving' : 'removing'
    await removeAll(transaction, rows, { ...emptyMeta(), unfinished })
    return true
  })
}

/** What `Replica.revoke` promises. */
export function revoke(replica: Replica): Promise<void> {
  return replica.write('strict', barRest)
}

/** What `Replica.finish` promises. */
export function finish(replica: Replica): Promise<void> {
  return note(replica, ({ unfinished: _, ...meta }) => meta)
}

/** What `Replica.readmit` promises. */
export function readmit(replica: Replica): Promise<void> {
  return note(replica, ({ revoked: _, ...meta }) => meta)
}

function note(replica: Replica, change: (meta: Meta) => Meta): Promise<void> {
  return replica.write('strict', async (transaction) => {
    const metas = transaction.objectStore('meta')
    await metas.put(change((await metas.get('device')) ?? emptyMeta()), 'device')
  })
}

/** Removes everything. */
async function removeAll(transaction: Writing, rows: Rows, meta: Meta): Promise<void> {
  for (const name of storeNames) await transaction.objectStore(name).clear()
  await transaction.objectStore('meta').put(meta, 'device')
  for (const entity of entityNames) rows.touched.add(entity)
}

/**
 * Removes what the server has as well, and bars the rest: it is kept for the person whose it is. Rows stay where the server
 * has lost some, for these may be the only ones.
 */
async function barRest(transaction: Writing, rows: Rows): Promise<void> {
  const metas = transaction.objectStore('meta')
  const outbox = transaction.objectStore('outbox')
  const meta = await metas.get('device')
  if (!meta?.account || meta.revoked) return
  const revoked = meta.account.id
  if ((await countNotSent(transaction)) === 0) {
    return removeAll(transaction, rows, { ...emptyMeta(), revoked })
  }
  // Under another name, so that an answer that is still on its way opens nothing.
  const barred: Meta = { ...meta, revoked, clientId: newId() }
  await metas.put(meta.unhealed ? barred : { ...barred, cookie: {} }, 'device')
  if (meta.unhealed) return
  for (const name of [...entityNames, 'month', 'columns', 'shadow'] as const) {
    await transaction.objectStore(name).clear()
  }
  // Nothing is left of what they touched: they are applied to whatever comes next.
  for (const { touches: _, ...entry } of await outbox.getAll()) await outbox.put(entry)
  for (const entity of entityNames) rows.touched.add(entity)
}
