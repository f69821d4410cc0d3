import { columnsBetween } from '@/lib/client/replica/column-reads'
import { quarter, unpack } from '@/lib/client/replica/columns'
import type { Replica } from '@/lib/client/replica/replica'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Habit } from '@/lib/domain/expenses/likely'
import { categoriesIn } from './category-reads'

/**
 * What this person wrote down in a wallet between two dates, both included, to learn from, the oldest first. What others
 * wrote is left out, and what is in a category that cannot be chosen any more; one that was merged stands for the one it was
 * merged into.
 */
export async function habitsBetween(
  replica: Replica,
  walletId: string,
  from: string,
  to: string,
): Promise<Habit[]> {
  const { account } = await replica.meta()
  const categories = await categoriesIn(replica.store, walletId)
  const found: Habit[][] = []
  for await (const some of columnsBetween(replica, walletId, from, to)) {
    for (const columns of some) {
      const own: Habit[] = []
      for (const { authorId, written, note, noteKey, amount, date, categoryId } of unpack(
        columns,
      )) {
        if (date < from || date > to || authorId !== account?.id) continue
        const category = categories.get(canonicalId(categories, categoryId))
        if (!category || category.archived || category.deletedAt) continue
        const hour = new Date(written * quarter).getHours()
        own.push({ categoryId: category.id, note, noteKey, amount, date, hour })
      }
      found.push(own)
    }
  }
  return found.reverse().flat()
}
