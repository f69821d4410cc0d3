import { invalidField } from '@/lib/core/errors'
import { amountProblem } from '@/lib/core/money'

/** The most characters a note can have. */
export const longestNote = 500

/** Refuses an amount that its currency or its wallet cannot hold; without a rate an expense is in the wallet's currency. */
export function checkMoney(
  money: { amount: number; currency: string },
  walletCurrency: string,
): void {
  if (money.currency !== walletCurrency) {
    throw invalidField('currency', `must be the wallet's own, ${walletCurrency}`)
  }
  const problem = amountProblem(money.amount, money.currency)
  if (problem) throw invalidField('amount', problem)
}
