import { handOver } from '@/lib/client/page/hand-over'
import { namesIn, readBudgets, readSpent } from '@/lib/client/reads/budgets'
import { byteOrderMark } from '@/lib/core/csv'
import { localDate } from '@/lib/core/dates'
import { budgetRows, budgetsHead } from '@/lib/domain/budgets/csv'
import { device } from '../device'

/** Hands this device's budgets with all their limits to the person as a file, what is not sent yet as well; answers how many they are. */
export async function downloadBudgets(mark: boolean): Promise<number> {
  const { replica } = await device()
  const today = localDate(new Date())
  const budgets = await readBudgets(replica)
  const wallets = await readSpent(replica, { from: today, to: today })
  const lines = budgets.map(({ budget, limits }) => {
    const wallet = wallets.find(({ id }) => id === budget.spaceId)?.name ?? ''
    return budgetRows(budget, limits, { wallet, categories: namesIn(budget, wallets) })
  })
  const parts = [mark ? byteOrderMark : '', budgetsHead, ...lines]
  handOver(parts, `trackthatmoney-budgets-${today}.csv`, 'text/csv')
  return budgets.length
}
