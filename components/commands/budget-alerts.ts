import { alertWords } from '@/components/words/budget-words'
import { device } from '@/lib/client/device'
import { localeNow, localToday } from '@/lib/client/hooks/clock'
import { countedOf, readBudgets, readSpent, type SpentWallet } from '@/lib/client/reads/budgets'
import type { Replaced } from '@/lib/client/replica/touched'
import type { Days } from '@/lib/core/dates'
import type { Reach } from '@/lib/domain/budgets/figures'
import { budgetNow, neededFor } from '@/lib/domain/budgets/now'
import type { Row } from '@/lib/domain/entities'
import { withCounted, within } from '@/lib/domain/summaries/cells'

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
  const before = countedOf(after.map((wallet) => withoutWritten(wallet, written, needed)))
  const now = countedOf(after)
  const crossed = budgets.flatMap((one) => {
    const stood = budgetNow(one, before, today)
    const stands = budgetNow(one, now, today)
    const isWorse = order.indexOf(stands.reach) > Math.max(1, order.indexOf(stood.reach))
    return isWorse ? [alertWords(one.budget, stands, localeNow())] : []
  })
  return crossed.length > 0 ? crossed.join(' ') : undefined
}

/** A wallet as it was before some expenses were written. */
function withoutWritten(
  wallet: SpentWallet,
  written: readonly Replaced[],
  days: Days,
): SpentWallet {
  const its = (which: 'before' | 'after'): Row<'expense'>[] =>
    within(
      written.flatMap((one) => one[which] ?? []).filter(({ spaceId }) => spaceId === wallet.id),
      days,
    )
  return {
    ...wallet,
    cells: withCounted(wallet.cells, { taken: its('after'), put: its('before') }),
  }
}
