import type { Replica } from '@/lib/client/replica/replica'
import { reaches, type Written } from '@/lib/client/replica/touched'
import type { Days } from '@/lib/core/dates'
import type { CountedWallet } from '@/lib/domain/budgets/counting'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import { categoriesIn } from './category-reads'
import { readCells } from './cells'
import { renewCells } from './renewing'

/** A budget with all limits that were ever set for it. */
export type LimitedBudget = { budget: Row<'budget'>; limits: readonly Row<'limit'>[] }

/** The live budgets of this device's person and of their wallets: what counts everything first, the rest by name. */
export async function readBudgets({ store }: Replica): Promise<LimitedBudget[]> {
  const budgets = await store.getAll('budget')
  // Most who save an expense have none.
  if (budgets.length === 0) return []
  const [limits, wallets] = await Promise.all([store.getAll('limit'), store.getAll('wallet')])
  // Those of a deleted wallet are nobody's own, and went with it.
  const gone = new Set(wallets.flatMap(({ id, deletedAt }) => (deletedAt ? [id] : [])))
  return budgets
    .filter(({ deletedAt, spaceId }) => !deletedAt && !gone.has(spaceId))
    .sort(
      (a, b) =>
        a.scope.localeCompare(b.scope) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1),
    )
    .map((budget) => ({
      budget,
      limits: limits.filter(
        ({ spaceId, budgetId, deletedAt }) =>
          spaceId === budget.spaceId && budgetId === budget.id && !deletedAt,
      ),
    }))
}

/** A live wallet with its categories, and its cells between two dates. */
export type SpentWallet = Pick<CountedWallet, 'id' | 'currency' | 'cells'> & {
  name: string
  categories: ReadonlyMap<string, Row<'category'>>
}

/** What was spent in the live wallets on this device between two dates, the oldest wallet first. */
export async function readSpent(replica: Replica, days: Days): Promise<SpentWallet[]> {
  const wallets = (await replica.store.getAll('wallet'))
    .filter(({ deletedAt }) => !deletedAt)
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
  return Promise.all(
    wallets.map(async ({ id, name, currency }) => {
      const [cells, categories] = await Promise.all([
        readCells(replica, id, days),
        categoriesIn(replica.store, id),
      ])
      return { id, name, currency, cells, categories }
    }),
  )
}

/** The same after a write; undefined where it touched more than expenses. */
export function renewSpent(
  former: SpentWallet[],
  written: Written,
  days: Days,
): SpentWallet[] | undefined {
  if (reaches(written.touched, ['wallet', 'category'])) return undefined
  const ids = new Set(written.expenses.map(({ before, after }) => (after ?? before)?.spaceId))
  return former.map((wallet) =>
    ids.has(wallet.id)
      ? { ...wallet, cells: renewCells(wallet.cells, written, { walletId: wallet.id, ...days }) }
      : wallet,
  )
}

/** The names of the categories that a budget counts by name, each once, of those that are here. Pure. */
export function namesIn(
  { categories }: Pick<Row<'budget'>, 'categories'>,
  wallets: readonly SpentWallet[],
): string[] {
  const names = categories.flatMap(({ walletId, categoryId }) => {
    const its = wallets.find(({ id }) => id === walletId)?.categories
    const name = its?.get(canonicalId(its, categoryId))?.name
    return name === undefined ? [] : [name]
  })
  return [...new Set(names)]
}

/** Wallets as budgets count them. Pure. */
export function countedOf(wallets: readonly SpentWallet[]): CountedWallet[] {
  return wallets.map(({ id, currency, cells, categories }) => ({
    ...{ id, currency, cells },
    leadsTo: (one) => canonicalId(categories, one),
  }))
}
