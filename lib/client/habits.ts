import { foldText } from '@/lib/core/text'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Habit } from '@/lib/domain/expenses/likely'
import { categoriesIn } from './category-reads'
import type { Replica } from './replica'
import { betweenDays } from './rows'
import type { StoredExpense } from './store'

// Few enough that reading them holds up nobody who types.
const rowsAtOnce = 500

/**
 * What this person wrote down in a wallet between two dates, both included, to learn from. What others wrote is left out,
 * and what is in a category that cannot be chosen any more; one that was merged stands for the one it was merged into.
 */
export async function habitsBetween(
  replica: Replica,
  walletId: string,
  from: string,
  to: string,
): Promise<Habit[]> {
  const { account } = await replica.meta()
  const categories = await categoriesIn(replica.store, walletId)
  const found: Habit[] = []
  for await (const rows of inPages(replica, betweenDays(walletId, from, to))) {
    for (const { createdBy, createdAt, note, amount, date, ...row } of rows) {
      const category = categories.get(canonicalId(categories, row.categoryId))
      if (createdBy !== account?.id || !category || category.archived || category.deletedAt)
        continue
      const hour = new Date(createdAt).getHours()
      found.push({ categoryId: category.id, note, noteKey: foldText(note), amount, date, hour })
    }
  }
  return found
}

async function* inPages({ store }: Replica, range: IDBKeyRange): AsyncGenerator<StoredExpense[]> {
  let rest = range
  for (;;) {
    const rows = await store.getAllFromIndex('expense', 'day', rest, rowsAtOnce)
    yield rows
    const last = rows.at(-1)
    if (!last || rows.length < rowsAtOnce) return
    rest = IDBKeyRange.bound([last.spaceId, last.date, last.id], range.upper, true, range.upperOpen)
  }
}
