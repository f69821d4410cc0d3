import 'server-only'
import type { PostgresTx } from '@/db/tx'
import { isCalendarDate } from '@/lib/core/dates'
import { AppError } from '@/lib/core/errors'
import { holderOfName, mostCategories } from '@/lib/domain/categories/rules'
import { checkConflict } from '@/lib/domain/conflicts/mutations'
import type { Kept } from '@/lib/domain/conflicts/schema'
import type { EntityName, Row } from '@/lib/domain/entities'
import { rulesOf } from '@/lib/domain/rules'

/** So that a value in question is one that could have come about here (see `keptAfter`). */
const mostKept = 50
const longestLabel = 200
const doors = new Set(['rest', 'form', 'sync', 'system', 'recovery'])

/**
 * Whether a row that a device brings back can stand here, by the rules that changes have: what is in it, who wrote it
 * (`authors` are or were members), and what it refers to. What stands in the trash needs no currency.
 */
export async function isFitting(
  tx: PostgresTx,
  entity: EntityName,
  row: Row<EntityName>,
  authors: ReadonlySet<string>,
): Promise<boolean> {
  const present = await tx.get(entity, { spaceId: row.spaceId, id: row.id })
  // An owner knows who was a member (see `vouch`).
  const isKnown =
    authors.has(row.updatedBy) && (present !== undefined || authors.has(row.createdBy))
  if (!isKnown && entity !== 'member') return false
  if (row.movedTo && (entity !== 'expense' || !row.deletedAt)) return false
  try {
    if (entity === 'conflict') checkQuestion(row as Row<'conflict'>, authors)
    // What went into the trash went there by the currency of then, whatever stands here of it.
    const before = entity === 'expense' && row.deletedAt ? undefined : present
    await rulesOf(entity).guard?.(tx, await asItFits(tx, entity, row, present), before)
    const one = entity === 'wallet' || entity === 'settings'
    return !one || row.id === row.spaceId
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

function checkQuestion(row: Row<'conflict'>, authors: ReadonlySet<string>): void {
  checkConflict(row)
  const isKnown = ({ by, at, via, label }: Kept) =>
    authors.has(by) &&
    doors.has(via) &&
    isCalendarDate(at.slice(0, 10)) &&
    (label?.length ?? 0) <= longestLabel
  if (row.deletedAt || row.kept.length > mostKept || !row.kept.every(isKnown)) {
    throw new AppError('invalid')
  }
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
  if (entity === 'settings') return withOwnWallet(tx, row as Row<'settings'>, present)
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
  { currency, formerly }: Row<'wallet'>,
): Promise<Row<'wallet'>> {
  if (row.currency === currency) return row
  const [used] = await tx.list('expense', row.spaceId, { deletedAt: null }, 1)
  return used ? { ...row, currency, formerly } : row
}

/** Settings name a wallet only where their person is in it. */
async function withOwnWallet(
  tx: PostgresTx,
  row: Row<'settings'>,
  present: Row<EntityName> | undefined,
): Promise<Row<'settings'>> {
  const { id, defaultWalletId } = row
  const own = defaultWalletId && (await tx.get('member', { spaceId: defaultWalletId, id }))
  if (defaultWalletId === null || (own && !own.deletedAt)) return row
  const known = present as Row<'settings'> | undefined
  return { ...row, defaultWalletId: known?.defaultWalletId ?? null }
}
