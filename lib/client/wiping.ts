import type { IDBPTransaction } from 'idb'
import { newId } from '@/lib/core/ids'
import { entityNames } from '@/lib/domain/entity-names'
import {
  isNotSent,
  type Meta,
  type Schema,
  type StoreName,
  storeNames,
  type Writing,
} from './store'
import type { Rows } from './writing'

/** What a device knows that belongs to nobody yet. */
export function emptyMeta(): Meta {
  return { account: null, epoch: null, cookie: {}, clientId: newId(), n: 0 }
}

/** How much is only on this device: changes that the server does not have, and what it has lost. */
export async function countNotSent<Mode extends IDBTransactionMode>(
  transaction: IDBPTransaction<Schema, StoreName[], Mode>,
): Promise<number> {
  const outbox = await transaction.objectStore('outbox').getAll()
  const meta = await transaction.objectStore('meta').get('device')
  const aside = await transaction.objectStore('aside').index('head').count(0)
  return outbox.filter(isNotSent).length + (meta?.unhealed ? 1 : 0) + aside
}

/** Removes everything. */
export async function removeAll(
  transaction: Writing,
  rows: Rows,
  meta = emptyMeta(),
): Promise<void> {
  for (const name of storeNames) await transaction.objectStore(name).clear()
  await transaction.objectStore('meta').put(meta, 'device')
  for (const entity of entityNames) rows.touched.add(entity)
}

/**
 * Removes what the server has as well, and bars the rest: it is kept for the person whose it is. Rows stay where the server
 * has lost some, for these may be the only ones.
 */
export async function barRest(transaction: Writing, rows: Rows): Promise<void> {
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
