import type { Row } from '../entities'
import type { Cell } from '../summaries/cells'

/** What is known of a wallet that a budget may count: its cells, and where aliases of its categories lead. */
export type CountedWallet = {
  id: string
  currency: string
  cells: readonly Cell[]
  leadsTo: (categoryId: string) => string
}

type Counting = Pick<Row<'budget'>, 'spaceId' | 'scope' | 'categories' | 'currency'>

/**
 * What a budget counts of some wallets: of those in its currency everything, or its categories, whatever is merged into
 * them; one that is a wallet's own counts that wallet. Pure.
 */
export function countedBy(budget: Counting, wallets: readonly CountedWallet[]): Cell[] {
  return wallets.flatMap((wallet) => {
    if (wallet.currency !== budget.currency) return []
    if (!isPersonal(budget, wallets) && wallet.id !== budget.spaceId) return []
    if (budget.scope === 'all') return wallet.cells
    const own = budget.categories.filter(({ walletId }) => walletId === wallet.id)
    const chosen = new Set(own.map(({ categoryId }) => wallet.leadsTo(categoryId)))
    if (chosen.size === 0) return []
    return wallet.cells.filter(({ categoryId }) => chosen.has(wallet.leadsTo(categoryId)))
  })
}

/** Whether a budget is a person's own, and not one of these wallets'. */
export function isPersonal(
  { spaceId }: Pick<Row<'budget'>, 'spaceId'>,
  wallets: readonly { id: string }[],
): boolean {
  return !wallets.some(({ id }) => id === spaceId)
}
