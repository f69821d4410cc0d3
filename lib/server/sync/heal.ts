import 'server-only'
import type { Transaction } from '@/db/client'
import { healedOf, noteHealed, putBack, type Since, writtenSince } from '@/db/heal'
import type { PostgresTx } from '@/db/tx'
import { foldName } from '@/lib/core/text'
import type { Kept } from '@/lib/domain/conflicts/schema'
import { type EntityName, entities, type Fields, type Row } from '@/lib/domain/entities'
import { pick, same, type Values } from '@/lib/domain/merge'
import type { Brought } from './brought'
import { asItFits, isFitting } from './fitting'

/** One row that a device brings, and the transaction in which its space is locked. */
type Healing = {
  transaction: Transaction
  tx: PostgresTx
  entity: EntityName
  row: Row<EntityName>
  /** The life of the database that the device knows. */
  epoch: string
}

/** Where the device comes from: the life that it knows, and from which rev on of a space that may be lost. */
type Origin = { epoch: string; lostFrom: number }

/**
 * Brings rows of one locked space back as a device knows them; what an older device knows than one before it is nothing
 * new. Where nobody wrote the server's own since the copy it was restored from, the device's takes its place; where
 * somebody did, what they left alone is taken over, and of the rest the device's value is kept as a question. What
 * devices know from different lives cannot be told older or newer: where it differs, somebody is asked. Answers the ids
 * of the rows that do not fit here, of which nothing is taken.
 */
export async function healRows(
  transaction: Transaction,
  tx: PostgresTx,
  rows: readonly Brought[],
  { epoch, lostFrom }: Origin,
): Promise<string[]> {
  const refused: string[] = []
  for (const { entity, row } of rows) {
    if (!(await isFitting(tx, entity, row))) refused.push(row.id)
    else await healRow({ transaction, tx, entity, row, epoch }, lostFrom)
  }
  return refused
}

async function healRow(healing: Healing, lostFrom: number): Promise<void> {
  const { transaction, tx, entity, row: brought, epoch } = healing
  const key = { spaceId: brought.spaceId, id: brought.id }
  const present = await tx.get(entity, key)
  const row = await asItFits(tx, entity, brought, present)
  if (present && present.rev > lostFrom) {
    const healed = await healedOf(transaction, entity, key)
    const isSameLife = healed?.epoch === epoch
    if (isSameLife && healed.rev >= brought.rev) return
    if (entity === 'conflict' && !isSameLife) {
      return joinQuestions(tx, present as Row<'conflict'>, row as Row<'conflict'>)
    }
    if (healed && !isSameLife) return askAbout(healing, present)
    const since = await writtenSince(transaction, key, lostFrom)
    if (since) return keepBoth({ ...healing, row }, present, since)
  }
  if (present && same({ ...present, rev: 0 }, { ...row, rev: 0 })) {
    return noteHealed(transaction, entity, key, { rev: row.rev, epoch })
  }
  await take(healing, present, row)
}

/** Keeps every value of a device that differs as a question. */
async function askAbout({ tx, entity, row }: Healing, present: Row<EntityName>): Promise<void> {
  for (const { unit, theirs } of differing(entity, present, row)) {
    await tx.keepBeside(entity, present, unit, keptOf(row, theirs))
  }
}

/** Merges what a device knows of a row into one that was written since. */
async function keepBoth(healing: Healing, present: Row<EntityName>, since: Since): Promise<void> {
  const { transaction, tx, entity, row, epoch } = healing
  const patch: Values = {}
  for (const { unit, now, theirs } of differing(entity, present, row)) {
    const base = { ...now, ...since.before[unit] }
    if (same(base, theirs)) continue
    const isAlone = same(now, base)
    if (isAlone) Object.assign(patch, theirs)
    // Whoever deleted the row since has not seen this value.
    if (!isAlone || present.deletedAt) {
      await tx.keepBeside(entity, present, unit, keptOf(row, theirs))
    }
  }
  const key = { spaceId: row.spaceId, id: row.id }
  if (Object.keys(patch).length === 0) {
    await noteHealed(transaction, entity, key, { rev: row.rev, epoch })
  } else {
    const { updatedAt, updatedBy } = row
    await take(healing, present, { ...present, ...patch, updatedAt, updatedBy })
  }
  if (row.deletedAt && !present.deletedAt && !since.turned) {
    await tx.delete(entity, key, row as Partial<Fields<EntityName>>, row.movedTo ?? undefined)
  }
}

/** The units in which a device's row is another than the present one, with both values. */
function differing(entity: EntityName, present: Row<EntityName>, row: Row<EntityName>) {
  return Object.entries(entities[entity].units)
    .map(([unit, { shape }]) => {
      const fields = Object.keys(shape)
      return { unit, now: pick(present as Values, fields), theirs: pick(row as Values, fields) }
    })
    .filter(({ now, theirs }) => !same(now, theirs))
}

function keptOf({ updatedBy, updatedAt }: Row<EntityName>, values: Values): Kept {
  return { values, by: updatedBy, client: null, via: 'recovery', at: updatedAt }
}

/** Writes a row as it has to be; who made it and when is never changed by that. */
async function take(
  { transaction, tx, entity, row, epoch }: Healing,
  present: Row<EntityName> | undefined,
  wanted: Row<EntityName>,
): Promise<void> {
  const { createdAt, createdBy } = present ?? wanted
  const written = { ...wanted, createdAt, createdBy } as Row<EntityName>
  const rev = tx.revs.get(row.spaceId) ?? 0
  const more = entity === 'category' ? { nameKey: foldName((written as Row<'category'>).name) } : {}
  await putBack(transaction, entity, written, { rev, healed: { rev: row.rev, epoch }, more })
  tx.noteRecovered(entity, { spaceId: row.spaceId, id: row.id }, present, written)
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
