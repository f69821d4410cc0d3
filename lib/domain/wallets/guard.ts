import type { Row } from '../entities'
import type { Tx } from '../mutation'
import { refused } from '../reasons'

/** Refuses another currency of a wallet that holds expenses: its sums are in one. Relabelling writes all of them with it. */
export async function guardWallet(
  tx: Tx,
  after: Row<'wallet'>,
  before: Row<'wallet'> | undefined,
): Promise<void> {
  if (!before || after.currency === before.currency) return
  const [used] = await tx.list('expense', after.spaceId, { deletedAt: null }, 1)
  if (used) throw refused('currency_used', {}, 'currency')
  const [budget] = await tx.list('budget', after.spaceId, { deletedAt: null }, 1)
  if (budget) throw refused('currency_budgets', {}, 'currency')
}

/** A wallet that a device brings back: one with expenses keeps the currency that it has. */
export async function fitWallet(
  tx: Tx,
  row: Row<'wallet'>,
  present: Row<'wallet'> | undefined,
): Promise<Row<'wallet'>> {
  if (!present || row.currency === present.currency) return row
  const [used] = await tx.list('expense', row.spaceId, { deletedAt: null }, 1)
  const { currency, formerly } = present
  return used ? { ...row, currency, formerly } : row
}
