'use client'

import { useHere } from '@/components/parts/here'
import { leftWords } from '@/components/words/budget-words'
import { type BudgetNow, useBudgetsNow } from '@/lib/client/hooks/budgets'
import { useCategories } from '@/lib/client/hooks/categories'
import { useWallets } from '@/lib/client/hooks/wallets'
import { addUp, asSum, formatMoney } from '@/lib/core/money'
import { countedIn, isPersonal } from '@/lib/domain/budgets/counting'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'

type Props = { wallet: Row<'wallet'>; categoryId: string; amount: number; date: string }

/** What an expense that is being written would leave of the budget that it counts in, before it is saved. */
export function LeavesOfBudget({ wallet, categoryId, amount, date }: Props) {
  const { today, locale } = useHere()
  const budgets = useBudgetsNow(today)
  const categories = useCategories(wallet.id)
  const wallets = useWallets()
  if (!budgets || !categories || !wallets) return null
  const counts = ({ budget, standing }: BudgetNow) => {
    const named = countedIn(budget, wallet, isPersonal(budget, wallets))
    const isNamed =
      named === 'all' || named.some((id) => canonicalId(categories, id) === categoryId)
    const isNow = date === '' || (date >= standing.from && date <= standing.to)
    return standing.left !== null && isNamed && isNow
  }
  // The one for these categories says more than that for everything, and of several the tightest.
  const [first] = budgets
    .filter(counts)
    .sort(
      (a, b) =>
        Number(a.budget.scope === 'all') - Number(b.budget.scope === 'all') || size(a) - size(b),
    )
  if (!first) return null
  const { budget, standing, daysLeft } = first
  const left = addUp(standing.left ?? 0, -amount)
  const isOwn = categories.get(categoryId)?.name === budget.name
  return (
    <span className={left < 0 ? 'text-danger' : undefined}>
      {!isOwn && `${budget.name}: `}
      {left < 0
        ? `${formatMoney(asSum(-left), budget.currency, locale)} over`
        : `leaves ${leftWords(budget, left, daysLeft, locale)}`}
    </span>
  )
}

function size({ standing }: BudgetNow): number {
  return asSum(standing.left ?? 0)
}
