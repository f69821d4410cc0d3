import { countedOf, type SpentWallet } from '@/lib/client/reads/budgets'
import { asSum, decimalsOf, type Sum } from '@/lib/core/money'
import { pastOf } from '@/lib/domain/budgets/past'
import type { Rhythm } from '@/lib/domain/budgets/periods'
import type { CategoryColor, CategoryIcon } from '@/lib/domain/categories/palette'

/** A budget that a person could begin with: what is usual, and a round limit for it. */
export type Offer = {
  name: string
  icon: CategoryIcon
  color: CategoryColor
  usual: Sum
  limit: number
  /** The one category that it counts; undefined where it is everything. */
  counted: { walletId: string; categoryId: string } | undefined
}

const mostOffers = 5

/** The categories in which the most is usually spent, and everything, each with a round limit that is not below that. Pure. */
export function offersFrom(
  wallets: readonly SpentWallet[],
  rhythm: Rhythm,
  currency: string,
  today: string,
): Offer[] {
  const counted = countedOf(wallets)
  const usualOf = (
    scope: 'all' | 'chosen',
    categories: { walletId: string; categoryId: string }[],
  ) => {
    const budget = { ...rhythm, spaceId: '', scope, categories, currency, rollover: 'off' as const }
    return pastOf(budget, [], counted, today).usual
  }
  const all = wallets
    .filter((wallet) => wallet.currency === currency)
    .flatMap(({ id: walletId, categories }) =>
      [...categories.values()]
        .filter((one) => !one.deletedAt && !one.archived && !one.mergedInto)
        .map((category) => ({ category, counted: { walletId, categoryId: category.id } })),
    )
    .flatMap(({ category: { name, icon, color }, counted }): Offer[] => {
      const usual = usualOf('chosen', [counted])
      if (usual === undefined || usual <= 0) return []
      return [{ name, icon, color, usual, limit: roundUp(usual, currency), counted }]
    })
    .sort((a, b) => (a.usual === b.usual ? 0 : a.usual < b.usual ? 1 : -1))
    .slice(0, mostOffers)
  const whole = usualOf('all', [])
  if (whole === undefined || whole <= 0) return all
  const everything: Offer = {
    ...{ name: 'Everything', icon: 'tag', color: 'slate', counted: undefined },
    ...{ usual: whole, limit: roundUp(whole, currency) },
  }
  return [...all, everything]
}

/** A round amount that is not below another one: 290 is 290, 291 is 300, 1,234 is 1,250. */
function roundUp(usual: Sum, currency: string): number {
  const unit = 10 ** decimalsOf(currency)
  const whole = Math.max(1, asSum(usual) / unit)
  const step = 10 ** Math.max(0, Math.floor(Math.log10(whole)) - 1) * (whole >= 1000 ? 0.5 : 1)
  return Math.ceil(whole / step) * step * unit
}
