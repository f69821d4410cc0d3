import { betweenDays, plain } from '@/lib/client/replica/rows'
import { withinSpace } from '@/lib/client/replica/store'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import { device } from '../device'

type Expense = Row<'expense'>

/** An expense as it goes into the list, with the name of its category where that is known. */
export type NamedExpense = { expense: Expense; category: string | undefined }

/** The live ones of some expenses of a wallet, with the names of their categories. */
export async function expensesOf(walletId: string, ids: Iterable<string>): Promise<NamedExpense[]> {
  const { replica } = await device()
  const wanted = [...ids]
  return replica.store.run(async (database) => {
    const transaction = database.transaction(['expense', 'category'])
    const all = await transaction.objectStore('category').getAll(withinSpace(walletId))
    const categories = new Map(all.map((category) => [category.id, category]))
    const rows = await Promise.all(
      wanted.map((id) => transaction.objectStore('expense').get([walletId, id])),
    )
    return rows.flatMap((row) => {
      if (!row || row.deletedAt) return []
      const category = categories.get(canonicalId(categories, row.categoryId))?.name
      return [{ expense: plain(row), category }]
    })
  })
}

/** The live expenses of a wallet from one to another in the order of the list, both included, whichever comes first. */
export async function expensesBetween(
  walletId: string,
  one: string,
  other: string,
): Promise<Expense[]> {
  const { replica } = await device()
  const ends = await Promise.all(
    [one, other].map((id) => replica.store.get('expense', [walletId, id])),
  )
  const [from = '', to = ''] = ends.map((row) => row?.date ?? '').sort()
  if (!from) return []
  const range = betweenDays(walletId, from, to)
  const rows = (await replica.store.getAllFromIndex('expense', 'day', range)).reverse()
  const places = [one, other].map((id) => rows.findIndex((row) => row.id === id))
  return rows.slice(Math.min(...places), Math.max(...places) + 1).map(plain)
}
