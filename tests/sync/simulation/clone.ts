import { openStore } from '@/lib/client/replica/opening'
import type { Replica } from '@/lib/client/replica/replica'
import { storeNames } from '@/lib/client/replica/store'
import { newId } from '@/lib/core/ids'

/** Copies a device's whole database under another name, as a copied browser profile would; answers that name. */
export async function copyReplica({ store }: Replica): Promise<string> {
  const name = newId()
  const copy = await openStore(name)
  for (const from of storeNames) {
    const rows = await store.getAll(from)
    for (const row of rows) {
      if (from === 'meta') await copy.put('meta', row as never, 'device')
      else await copy.put(from, row as never)
    }
  }
  copy.close()
  return name
}
