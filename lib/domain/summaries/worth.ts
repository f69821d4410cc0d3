import type { Row } from '../entities'

/**
 * What an expense counts in every figure, in minor units of its wallet's currency; a refund counts less than nothing. Today
 * that is its amount, as every expense is in the currency of its wallet.
 */
export function worth({ amount }: Pick<Row<'expense'>, 'amount'>): number {
  return amount
}
