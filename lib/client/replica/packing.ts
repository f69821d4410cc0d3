import { monthDays } from '@/lib/core/dates'
import { lookedAt, putRows } from './column-writes'
import { columnsVersion, type Looked, ofMonths } from './columns'
import type { Replica } from './replica'
import { betweenDays } from './rows'
import type { Month, StoredExpense } from './store'

// Few enough that reading them holds up nobody who types.
const readAtOnce = 500

/** Packs what an older version of the app has left unpacked, the newest month first, each in a transaction of its own. */
export async function packMissing(replica: Replica): Promise<void> {
  const months = await replica.store.getAll('month')
  const missing = months.filter(({ columns }) => columns !== columnsVersion)
  missing.sort((a, b) => (a.month < b.month ? 1 : -1))
  for (const month of missing) await packMonth(replica, month)
}

/** Packs a month from its rows, unless somebody was faster. */
export async function packMonth(
  { store }: Pick<Replica, 'store'>,
  { spaceId, month }: Pick<Month, 'spaceId' | 'month'>,
): Promise<void> {
  await store.run(async (database) => {
    const stores = ['expense', 'month', 'columns'] as const
    const transaction = database.transaction(stores, 'readwrite', { durability: 'relaxed' })
    const known = await transaction.objectStore('month').get([spaceId, month])
    if (known && known.columns !== columnsVersion) {
      const columns = transaction.objectStore('columns')
      await columns.delete(ofMonths(spaceId, month, month))
      const rows: Looked[] = []
      const { from, to } = monthDays(month)
      const days = transaction.objectStore('expense').index('day')
      for (let range = betweenDays(spaceId, from, to); ; ) {
        const some: StoredExpense[] = await days.getAll(range, readAtOnce)
        rows.push(...some.map(lookedAt))
        const last = some.at(-1)
        if (!last || some.length < readAtOnce) break
        const after = [last.spaceId, last.date, last.id]
        range = IDBKeyRange.bound(after, range.upper, true, range.upperOpen)
      }
      await putRows(columns, { spaceId, since: month, sinceId: '' }, rows)
      await transaction.objectStore('month').put({ ...known, columns: columnsVersion })
    }
    await transaction.done
  })
}
