import { handOver } from '@/lib/client/page/hand-over'
import { readBudgets, readSpent } from '@/lib/client/reads/budgets'
import { byteOrderMark } from '@/lib/core/csv'
import { localDate } from '@/lib/core/dates'
import { budgetRows, budgetsHead } from '@/lib/domain/budgets/csv'
import { canonicalId } from '@/lib/domain/categories/rules'
import { device } from '../device'

/** Hands this device's budgets with all their limits to the person as a file, what is not sent yet as well; answers how many they are. */
export async function downloadBudgets(mark: boolean): Promise<number> {
  const { replica } = await device()
  const today = localDate(new Date())
  const budgets = await readBudgets(replica)
  const wallets = new Map(
    (await readSpent(replica, { from: today, to: today })).map((one) => [one.id, one]),
  )
  const lines = budgets.map(({ budget, limits }) => {
    const categories = budget.categories.flatMap(({ walletId, categoryId }) => {
      const its = wallets.get(walletId)?.categories
      const name = its?.get(canonicalId(its, categoryId))?.name
      return name === undefined ? [] : [name]
    })
    const wallet = wallets.get(budget.spaceId)?.name ?? ''
    return budgetRows(budget, limits, { wallet, categories: [...new Set(categories)] })
  })
  const parts = [mark ? byteOrderMark : '', budgetsHead, ...lines]
  handOver(parts, `trackthatmoney-budgets-${today}.csv`, 'text/csv')
  return budgets.length
}
