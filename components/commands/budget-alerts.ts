import { alertWords } from '@/components/words/budget-words'
import { device } from '@/lib/client/device'
import { localeNow, localToday } from '@/lib/client/hooks/clock'
import { countedOf, readBudgets, readSpent } from '@/lib/client/reads/budgets'
import { renewCells } from '@/lib/client/reads/renewing'
import type { Replaced } from '@/lib/client/replica/touched'
import type { Reach } from '@/lib/domain/budgets/figures'
import { budgetNow, neededFor } from '@/lib/domain/budgets/now'

const order: readonly Reach[] = ['unset', 'under', 'warned', 'exact', 'over']

/** What is to be said of the budgets that some saved expenses have brought to 80 % or 100 %; undefined where there are none. */
export async function alertAfter(written: readonly Replaced[]): Promise<string | undefined> {
  const { replica } = await device()
  const today = localToday()
  const budgets = await readBudgets(replica)
  const needed = neededFor(budgets, today)
  if (!needed) return undefined
  const { cookie } = await replica.meta()
  const isLoading = Object.values(cookie).some(
    ({ horizon }) => horizon && 'date' in horizon && horizon.date >= needed.from,
  )
  if (isLoading) return undefined
  const after = await readSpent(replica, needed)
  const undone = written.map(({ before, after }) => ({ before: after, after: before }))
  const before = countedOf(
    after.map((wallet) => {
      const place = { walletId: wallet.id, ...needed }
      return { ...wallet, cells: renewCells(wallet.cells, { expenses: undone }, place) }
    }),
  )
  const now = countedOf(after)
  const crossed = budgets.flatMap((one) => {
    const stood = budgetNow(one, before, today)
    const stands = budgetNow(one, now, today)
    const isWorse = order.indexOf(stands.reach) > Math.max(1, order.indexOf(stood.reach))
    return isWorse ? [alertWords(one.budget, stands, localeNow())] : []
  })
  return crossed.length > 0 ? crossed.join(' ') : undefined
}
