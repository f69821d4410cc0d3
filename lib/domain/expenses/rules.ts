import { invalidField } from '@/lib/core/errors'
import { amountProblem } from '@/lib/core/money'
import { refused } from '../reasons'

/** The most characters a note can have. */
export const longestNote = 500

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
