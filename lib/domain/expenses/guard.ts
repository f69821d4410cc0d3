import { invalidField } from '@/lib/core/errors'
import { amountProblem } from '@/lib/core/money'
import type { Changes, Row } from '../entities'
import { pick, same } from '../merge'
import type { Tx } from '../mutation'
import { refused } from '../reasons'
import { changeRelabelled } from '../wallets/rules'

/** A change of an expense as it holds in its wallet, which may have been relabelled since the change was made. */
export async function deriveExpense(
  tx: Tx,
  row: Row<'expense'>,
  changes: Changes<'expense'>,
): Promise<Changes<'expense'>> {
  const wallet = changes.money && (await walletOf(tx, row))
  if (!changes.money || !wallet) return changes
  const money = changeRelabelled(changes.money, row, wallet)
  if (!money) throw refused('currency_changed')
  return { ...changes, money: withFigure(money, row) }
}

/** Refuses money that its wallet cannot hold, and a category that is none of it, where they change or come back. */
export async function guardExpense(
  tx: Tx,
  after: Row<'expense'>,
  before: Row<'expense'> | undefined,
): Promise<void> {
  const lives = !after.deletedAt && before?.deletedAt !== null
  const money = ['amount', 'currency']
  if (lives || !same(pick(after, money), pick(before ?? {}, money))) {
    // What comes back into the trash was of the wallet as it was then.
    const isTrash = !before && after.deletedAt
    checkMoney(after, isTrash ? after.currency : ((await walletOf(tx, after))?.currency ?? ''))
  }
  if (after.categoryId !== before?.categoryId) {
    await knownCategory(tx, after.spaceId, after.categoryId)
  }
}

/** Refuses a category that never was one of the wallet; archived, merged and deleted ones are fine: what was written offline must not bounce. */
export async function knownCategory(tx: Tx, walletId: string, id: string): Promise<void> {
  const category = await tx.get('category', { spaceId: walletId, id })
  if (!category) throw refused('category_unknown', {}, 'categoryId')
}

function walletOf(tx: Tx, { spaceId }: { spaceId: string }) {
  return tx.get('wallet', { spaceId, id: spaceId })
}

type Money = { amount?: number | undefined; currency?: string | undefined }

/**
 * A change of money with its figure. One that names another currency alone says nothing of the figure that its author saw:
 * the present one completes it, as something that they did not see, so that a question opens.
 */
export function withFigure<C extends { from: Money; to: Money }>(
  change: C,
  now: { amount: number; currency: string },
): C {
  const { amount, currency } = change.to
  if (amount !== undefined || currency === undefined || currency === now.currency) return change
  return { ...change, to: { ...change.to, amount: now.amount } }
}

/** Refuses an amount that its currency or its wallet cannot hold; without a rate an expense is in the wallet's currency. */
export function checkMoney(
  money: { amount: number; currency: string },
  walletCurrency: string,
): void {
  if (money.currency !== walletCurrency) {
    throw refused('currency_wallets', { currency: walletCurrency }, 'currency')
  }
  const problem = amountProblem(money.amount, money.currency)
  if (problem) throw invalidField('amount', problem)
}
