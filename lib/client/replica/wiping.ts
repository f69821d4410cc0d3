import type { IDBPTransaction } from 'idb'
import { newId } from '@/lib/core/ids'
import { isNotSent, type Meta, type Schema, type StoreName } from './store'

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
