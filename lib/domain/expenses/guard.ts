import type { Changes, Row } from '../entities'
import { pick, same } from '../merge'
import type { Tx } from '../mutation'
import { refused } from '../reasons'
import { changeRelabelled } from '../wallets/rules'
import { checkMoney, withFigure } from './rules'

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
