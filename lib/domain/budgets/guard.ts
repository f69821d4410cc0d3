import { invalidField } from '@/lib/core/errors'
import { amountProblem } from '@/lib/core/money'
import type { Changes, Fields, Row } from '../entities'
import { same } from '../merge'
import type { Tx } from '../mutation'
import { refused } from '../reasons'
import { relabelled, relabelledOrRefused } from '../wallets/rules'
import { mostBudgets } from './rules'

type In<N extends 'budget' | 'limit'> = { spaceId: string; deletedAt?: string | null } & Fields<N>

/**
 * Refuses a day that no week has, a period that begins on none, and more budgets than a space can hold; in a wallet, another
 * currency than its own and categories of other wallets.
 */
export async function guardBudget(
  tx: Tx,
  after: In<'budget'>,
  before: In<'budget'> | undefined,
): Promise<void> {
  const { spaceId, period, startsOn } = after
  if (period === 'week' && startsOn > 7) throw refused('week_start', {}, 'startsOn')
  const comes = !after.deletedAt && (!before || before.deletedAt)
  if (comes) {
    const all = await tx.list('budget', spaceId, { deletedAt: null }, mostBudgets)
    if (all.length >= mostBudgets) throw refused('budgets_full', { most: mostBudgets })
  }
  const wallet = await tx.get('wallet', { spaceId, id: spaceId })
  if (!wallet) {
    if (before && after.currency !== before.currency)
      throw refused('budget_currency', {}, 'currency')
    return
  }
  if (after.currency !== wallet.currency && after.currency !== before?.currency) {
    throw refused('currency_wallets', { currency: wallet.currency }, 'currency')
  }
  if (same(after.categories, before?.categories)) return
  if (after.categories.some(({ walletId }) => walletId !== spaceId)) {
    throw refused('budget_foreign', {}, 'categories')
  }
}

/** A change of a limit as it holds in its wallet, which may have been relabelled since the change was made. */
export async function deriveLimit(
  tx: Tx,
  { spaceId, amount }: Row<'limit'>,
  changes: Changes<'limit'>,
): Promise<Changes<'limit'>> {
  const { money } = changes
  const wallet = money && (await tx.get('wallet', { spaceId, id: spaceId }))
  if (!wallet) return changes
  const { from, to } = money
  const saw = relabelled(from, wallet) ?? { ...from, amount }
  return { ...changes, money: { from: saw, to: relabelledOrRefused(to, wallet) } }
}

/** Refuses a limit of a budget that never was, and one that is no amount to spend. */
export async function guardLimit(tx: Tx, after: In<'limit'>): Promise<void> {
  const { spaceId, budgetId, amount, currency } = after
  const budget = await tx.get('budget', { spaceId, id: budgetId })
  if (!budget) throw refused('budget_unknown', {}, 'budgetId')
  if (currency !== budget.currency) {
    throw refused('currency_other_budget', { currency: budget.currency }, 'currency')
  }
  if (amount === null) return
  const problem = amount < 0 ? 'must be more than 0' : amountProblem(amount, currency)
  if (problem) throw invalidField('amount', problem)
}
