import type { Replica } from '@/lib/client/replica/replica'
import type { Days } from '@/lib/core/dates'
import type { CountedWallet } from '@/lib/domain/budgets/counting'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import { categoriesIn } from './category-reads'
import { readCells } from './cells'

/** A budget with all limits that were ever set for it. */
export type LimitedBudget = { budget: Row<'budget'>; limits: readonly Row<'limit'>[] }

/** The live budgets of this device's person and of their wallets, by name. */
export async function readBudgets({ store }: Replica): Promise<LimitedBudget[]> {
  const [budgets, limits] = await Promise.all([store.getAll('budget'), store.getAll('limit')])
  return budgets
    .filter(({ deletedAt }) => !deletedAt)
    .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
    .map((budget) => ({
      budget,
      limits: limits.filter(
        ({ spaceId, budgetId, deletedAt }) =>
          spaceId === budget.spaceId && budgetId === budget.id && !deletedAt,
      ),
    }))
}

/** What budgets count of the live wallets on this device, between two dates. */
export async function readCounted(replica: Replica, days: Days): Promise<CountedWallet[]> {
  const wallets = (await replica.store.getAll('wallet')).filter(({ deletedAt }) => !deletedAt)
  return Promise.all(
    wallets.map(async ({ id, currency }) => {
      const [cells, categories] = await Promise.all([
        readCells(replica, id, days),
        categoriesIn(replica.store, id),
      ])
      return { id, currency, cells, leadsTo: (one: string) => canonicalId(categories, one) }
    }),
  )
}
