import 'server-only'
import type { Transaction } from '@/db/client'
import { healedRevOf, noteHealed, putBack, unitsBefore } from '@/db/heal'
import type { PostgresTx } from '@/db/tx'
import { AppError } from '@/lib/core/errors'
import { foldName } from '@/lib/core/text'
import { holderOfName, mostCategories } from '@/lib/domain/categories/rules'
import type { Kept } from '@/lib/domain/conflicts/schema'
import { type EntityName, entities, type Row } from '@/lib/domain/entities'
import { checkMoney } from '@/lib/domain/expenses/rules'
import { pick, same, type Values } from '@/lib/domain/merge'
import type { Brought } from './brought'

/**
 * Brings rows of one locked space back as a device knows them; what an older device knows than one before it is nothing
 * new. Where nobody wrote the server's own since the copy it was restored from, the device's takes its place; where
 * somebody did, units that they left alone are taken over, and of the others the device's value is kept as a question.
 */
export async function healRows(
  transaction: Transaction,
  tx: PostgresTx,
  rows: readonly Brought[],
  lostFrom: number,
): Promise<void> {
  for (const brought of rows) await healRow(transaction, tx, brought, lostFrom)
}

async function healRow(
  transaction: Transaction,
  tx: PostgresTx,
  { entity, row }: Brought,
  lostFrom: number,
): Promise<void> {
  const key = { spaceId: row.spaceId, id: row.id }
  const present = await tx.get(entity, key)
  const rev = tx.revs.get(row.spaceId) ?? 0
  const healedRev = present ? await healedRevOf(transaction, entity, key) : null
  if (healedRev !== null && healedRev >= row.rev) return
  await check(tx, entity, row)
  if (present && present.rev > lostFrom) {
    if (entity === 'conflict' && healedRev === null) {
      return joinQuestions(tx, present as Row<'conflict'>, row as Row<'conflict'>)
    }
    const before = await unitsBefore(transaction, key, lostFrom)
    if (before) return keepBoth(transaction, tx, entity, present, row, before)
  }
  if (present && same({ ...present, rev: 0 }, { ...row, rev: 0 })) {
    return noteHealed(transaction, entity, key, row.rev)
  }
  const written = { ...row, ...(await aliasOf(tx, entity, row)) }
  const more = derivedOf(entity, written)
  await putBack(transaction, entity, written as Row<EntityName>, { rev, healedRev: row.rev, more })
  tx.noteRecovered(entity, key, present, written as Row<EntityName>)
}

/** Merges what a device knows of a row into one that was edited since. */
async function keepBoth(
  transaction: Transaction,
  tx: PostgresTx,
  entity: EntityName,
  present: Row<EntityName>,
  row: Row<EntityName>,
  before: Record<string, Values>,
): Promise<void> {
  const key = { spaceId: row.spaceId, id: row.id }
  const patch: Values = {}
  for (const [unit, { shape }] of Object.entries(entities[entity].units)) {
    const fields = Object.keys(shape)
    const [now, theirs] = [pick(present as Values, fields), pick(row as Values, fields)]
    const base = { ...now, ...before[unit] }
    if (same(now, theirs) || same(base, theirs)) continue
    if (same(now, base)) {
      Object.assign(patch, theirs)
      continue
    }
    const kept: Kept = {
      ...{ values: theirs, by: row.updatedBy, client: null },
      ...{ via: 'recovery', at: row.updatedAt },
    }
    await tx.keepBeside(entity, present, unit, kept)
  }
  if (Object.keys(patch).length === 0) return noteHealed(transaction, entity, key, row.rev)
  const written = { ...present, ...patch, updatedAt: row.updatedAt, updatedBy: row.updatedBy }
  const rev = tx.revs.get(row.spaceId) ?? 0
  await putBack(transaction, entity, written, {
    ...{ rev, healedRev: row.rev },
    more: derivedOf(entity, written),
  })
  tx.noteRecovered(entity, key, present, written)
}

/** What is in question here and what was on the device is in question together. */
async function joinQuestions(
  tx: PostgresTx,
  { spaceId, id, kept }: Row<'conflict'>,
  there: Row<'conflict'>,
): Promise<void> {
  const missing = there.kept.filter((one) => !kept.some(({ values }) => same(values, one.values)))
  if (missing.length === 0) return
  const to = { kept: [...missing, ...kept] }
  await tx.update('conflict', { spaceId, id }, { kept: { from: { kept }, to } })
}

async function check(tx: PostgresTx, entity: EntityName, row: Row<EntityName>): Promise<void> {
  if (entity !== 'expense') return
  const { spaceId } = row
  const { categoryId, amount, currency } = row as Row<'expense'>
  const wallet = await tx.get('wallet', { spaceId, id: spaceId })
  checkMoney({ amount, currency }, wallet?.currency ?? '')
  if (!(await tx.get('category', { spaceId, id: categoryId }))) {
    throw new AppError('invalid', 'An expense that was brought back has no category here.')
  }
}

// A name that somebody took meanwhile: as for two devices that made "Coffee" offline.
async function aliasOf(
  tx: PostgresTx,
  entity: EntityName,
  row: Row<EntityName>,
): Promise<{ mergedInto?: string }> {
  if (entity !== 'category') return {}
  const { id, name, deletedAt, mergedInto } = row as Row<'category'>
  if (deletedAt || mergedInto) return {}
  const all = await tx.list('category', row.spaceId, {}, mostCategories)
  const holder = holderOfName(
    all.filter((one) => one.id !== id),
    name,
  )
  return holder ? { mergedInto: holder.id } : {}
}

function derivedOf(entity: EntityName, row: object): Values {
  return entity === 'category' ? { nameKey: foldName((row as Row<'category'>).name) } : {}
}
