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
 * Which categories of a wallet a budget counts, as it names them, or all of them: none of a wallet in another currency, and
 * where the budget is not `personal` none of another wallet than its own. Pure.
 */
export function countedIn(
  budget: Counting,
  wallet: Pick<CountedWallet, 'id' | 'currency'>,
  personal: boolean,
): 'all' | string[] {
  const { spaceId, scope, categories, currency } = budget
  if (wallet.currency !== currency || !(personal || wallet.id === spaceId)) return []
  if (scope === 'all') return 'all'
  const own = categories.filter(({ walletId }) => walletId === wallet.id)
  return own.map(({ categoryId }) => categoryId)
}

/** What a budget counts of some wallets: of its categories also whatever is merged into them. Pure. */
export function countedBy(budget: Counting, wallets: readonly CountedWallet[]): Cell[] {
  const personal = isPersonal(budget, wallets)
  return wallets.flatMap(({ cells, leadsTo, ...wallet }) => {
    const named = countedIn(budget, wallet, personal)
    if (named === 'all') return cells
    const chosen = new Set(named.map(leadsTo))
    if (chosen.size === 0) return []
    // A wallet has few categories and many cells.
    const counted = new Map<string, boolean>()
    return cells.filter(({ categoryId }) => {
      const known = counted.get(categoryId) ?? chosen.has(leadsTo(categoryId))
      counted.set(categoryId, known)
      return known
    })
  })
}

/** Whether a budget is a person's own, and not one of these wallets'. */
export function isPersonal(
  { spaceId }: Pick<Row<'budget'>, 'spaceId'>,
  wallets: readonly { id: string }[],
): boolean {
  return !wallets.some(({ id }) => id === spaceId)
}

/** Whether a budget is for everything in one wallet, and for nothing else of these wallets. Pure. */
export function isForAllOf(
  budget: Counting,
  wallet: Pick<CountedWallet, 'id' | 'currency'>,
  wallets: readonly Pick<CountedWallet, 'id' | 'currency'>[],
): boolean {
  if (budget.scope !== 'all') return false
  const personal = isPersonal(budget, wallets)
  const counted = wallets.filter((one) => countedIn(budget, one, personal) === 'all')
  return counted.length === 1 && counted[0]?.id === wallet.id
}
