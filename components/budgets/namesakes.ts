import { namesIn, type SpentWallet } from '@/lib/client/reads/budgets'
import { foldName } from '@/lib/core/text'
import { isPersonal } from '@/lib/domain/budgets/counting'
import type { Row } from '@/lib/domain/entities'

/** Categories of a wallet that a budget does not count, though it counts others of these names. */
export type Namesakes = {
  walletId: string
  wallet: string
  names: string[]
  categories: Row<'budget'>['categories']
}

/** The wallets in a budget's currency that have categories of the names that it counts, and of which it counts none. Pure. */
export function namesakesOf(budget: Row<'budget'>, wallets: readonly SpentWallet[]): Namesakes[] {
  if (budget.scope === 'all' || !isPersonal(budget, wallets)) return []
  const counted = new Set(namesIn(budget, wallets).map(foldName))
  return wallets.flatMap(({ id: walletId, name: wallet, currency, categories }) => {
    const isCounted = budget.categories.some((one) => one.walletId === walletId)
    if (currency !== budget.currency || isCounted) return []
    const alike = [...categories.values()].filter(
      ({ name, mergedInto, deletedAt }) =>
        mergedInto === null && deletedAt === null && counted.has(foldName(name)),
    )
    if (alike.length === 0) return []
    const named = alike.map(({ id: categoryId }) => ({ walletId, categoryId }))
    return [{ walletId, wallet, names: alike.map(({ name }) => name), categories: named }]
  })
}
