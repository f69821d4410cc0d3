import 'server-only'
import type { PostgresTx } from '@/db/tx'
import { AppError } from '@/lib/core/errors'
import { holderOfName, mostCategories } from '@/lib/domain/categories/rules'
import { checkConflict } from '@/lib/domain/conflicts/rules'
import type { EntityName, Row } from '@/lib/domain/entities'
import { checkMoney } from '@/lib/domain/expenses/rules'

/** Far above what any life of the database, also one that nobody here knows of, can have counted up to. */
const furthest = 10_000_000

/** Whether a row that a device brings back can stand here; what stands in the trash needs no currency. */
export async function isFitting(
  tx: PostgresTx,
  entity: EntityName,
  row: Row<EntityName>,
): Promise<boolean> {
  if (row.rev > (tx.revs.get(row.spaceId) ?? 0) + furthest) return false
  try {
    if (entity === 'conflict') checkConflict(row as Row<'conflict'>)
    if (entity === 'expense') await checkExpense(tx, row as Row<'expense'>)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

async function checkExpense(
  tx: PostgresTx,
  { spaceId, categoryId, deletedAt, ...money }: Row<'expense'>,
): Promise<void> {
  const wallet = await tx.get('wallet', { spaceId, id: spaceId })
  if (!deletedAt) checkMoney(money, wallet?.currency ?? '')
  if (!(await tx.get('category', { spaceId, id: categoryId }))) throw new AppError('not_found')
}

/**
 * The row as the rules let it stand beside what is here: a category whose name somebody took meanwhile is an alias, as
 * for two devices that made “Coffee” offline, and a wallet with expenses keeps its currency.
 */
export async function asItFits(
  tx: PostgresTx,
  entity: EntityName,
  row: Row<EntityName>,
  present: Row<EntityName> | undefined,
): Promise<Row<EntityName>> {
  if (entity === 'category') return namedOnce(tx, row as Row<'category'>)
  if (entity === 'wallet' && present) {
    return inOneCurrency(tx, row as Row<'wallet'>, present as Row<'wallet'>)
  }
  return row
}

async function namedOnce(tx: PostgresTx, row: Row<'category'>): Promise<Row<'category'>> {
  const { id, spaceId, name, deletedAt, mergedInto } = row
  if (deletedAt || mergedInto) return row
  const all = await tx.list('category', spaceId, {}, mostCategories)
  const others = all.filter((one) => one.id !== id)
  const holder = holderOfName(others, name)
  return holder ? { ...row, mergedInto: holder.id } : row
}

async function inOneCurrency(
  tx: PostgresTx,
  row: Row<'wallet'>,
  { currency }: Row<'wallet'>,
): Promise<Row<'wallet'>> {
  if (row.currency === currency) return row
  const [used] = await tx.list('expense', row.spaceId, { deletedAt: null }, 1)
  return used ? { ...row, currency } : row
}
