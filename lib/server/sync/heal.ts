import 'server-only'
import type { Transaction } from '@/db/client'
import { goneUpTo, healedOf, isWrittenSince, noteHealed, type Since, writtenSince } from '@/db/heal'
import { isMortal } from '@/db/purge'
import type { PostgresTx } from '@/db/tx'
import { type EntityName, entityOf, type Fields, type Row } from '@/lib/domain/entities'
import { same, type Values } from '@/lib/domain/merge'
import { type Brought, isFitting, isMoved } from './brought'
import { followMove, healMoved } from './heal-moved'
import { differing, fitted, type Healing, keptOf, type Outcome, take, unitsOf } from './healing'
import type { Lost } from './lives'

/** Where the device comes from: the life that it knows, which revs of a space may be lost of that, and as whom. */
export type Origin = { epoch: string; lost: Lost; isOwner: boolean }

const mostMembers = 10_000

/** What became of rows: the ids of those that do not fit, and those that wait for what they have become. */
export type Taken = { refused: string[]; waiting: Brought[] }

/**
 * Brings rows of one locked space back as a device knows them; what an older device knows than one before it is nothing
 * new. Where nobody wrote the server's own since the copy it was restored from, the device's takes its place; where
 * somebody did, what they left alone is taken over, and of the rest the device's value is kept as a question. What
 * devices know from different lives cannot be told older or newer: where it differs, somebody is asked. Nothing lives
 * again, and no wallet that is in use goes, without a question either.
 */
export async function healRows(
  transaction: Transaction,
  tx: PostgresTx,
  rows: readonly Brought[],
  { epoch, lost, isOwner }: Origin,
): Promise<Taken> {
  const taken: Taken = { refused: [], waiting: [] }
  const authors = await membersOf(tx, rows)
  const lostFrom = lost.from
  const goneTo = await goneUpTo(transaction, rows[0]?.row.spaceId ?? '')
  for (const one of rows) {
    const { entity, row } = one
    if ((entity === 'wallet' || entity === 'member') && !isOwner) continue
    const isLost = row.rev > lost.from && row.rev <= lost.to
    const fits = isLost && (await isFitting(tx, one, authors))
    const outcome = fits
      ? await healRow({ transaction, tx, entity, row, epoch, lostFrom, goneTo })
      : 'refused'
    if (entity === 'member' && outcome === 'healed') authors.add(row.id)
    if (outcome === 'refused') taken.refused.push(row.id)
    if (outcome === 'waiting') taken.waiting.push(one)
  }
  return taken
}

/** Who is or was a member of the space of some rows. */
async function membersOf(tx: PostgresTx, [first]: readonly Brought[]): Promise<Set<string>> {
  const spaceId = first?.row.spaceId ?? ''
  return new Set((await tx.list('member', spaceId, {}, mostMembers)).map(({ id }) => id))
}

async function healRow(healing: Healing): Promise<Outcome> {
  const { transaction, tx, entity, row: brought, epoch, lostFrom } = healing
  const key = { spaceId: brought.spaceId, id: brought.id }
  const present = await tx.get(entity, key)
  if (entity === 'member') return vouch(healing, present)
  // It may have been here, deleted, and kept for long enough: only a person can say that it shall live again.
  if (!present && brought.rev <= healing.goneTo && isMortal(entity)) return 'refused'
  if (isMoved(healing)) return healMoved(healing, present as Row<'expense'> | undefined)
  if (present?.movedTo) return followMove(healing, present as Row<'expense'>)
  const row = await fitted(tx, entity, brought, present)
  const beside = { ...healing, row }
  if (entity === 'wallet' && row.deletedAt && present && !present.deletedAt) {
    if (await isWrittenSince(transaction, row.spaceId, lostFrom)) return 'refused'
  }
  if (present && present.rev > lostFrom) {
    const healed = await healedOf(transaction, entity, key)
    const isSameLife = healed?.epoch === epoch
    if (isSameLife && healed.rev >= brought.rev) return 'healed'
    if (entity === 'conflict' && !isSameLife) {
      return joinQuestions(tx, present as Row<'conflict'>, row as Row<'conflict'>)
    }
    if (healed && !isSameLife) return askAbout(healing, present)
    const since = await writtenSince(transaction, key, lostFrom)
    if (since) return keepBoth(beside, present, since)
  }
  if (present && same({ ...present, rev: 0 }, { ...row, rev: 0 })) {
    await noteHealed(transaction, entity, key, { rev: row.rev, epoch })
    return 'healed'
  }
  if (present && row.updatedAt < present.updatedAt) return askAbout(healing, present)
  const lives = entityOf(entity).deletion && present?.deletedAt && !row.deletedAt
  await take(beside, present, lives ? await keepDeleted(beside, present) : row)
  return 'healed'
}

/** Whom an owner knows as a member that the copy does not know was one; they are none any more until they are invited. */
async function vouch({ tx, row }: Healing, present: Row<EntityName> | undefined): Promise<Outcome> {
  if (present) return 'healed'
  const { role } = row as Row<'member'>
  const key = { spaceId: row.spaceId, id: row.id }
  await tx.create('member', key, { role })
  await tx.delete('member', key, { role })
  return 'healed'
}

/** Keeps every value of a device that differs as a question. */
async function askAbout({ tx, entity, row }: Healing, present: Row<EntityName>): Promise<Outcome> {
  for (const { unit, theirs } of differing(entity, present, row)) {
    await tx.keepBeside(entity, present, unit, keptOf(row, theirs))
  }
  return 'healed'
}

/** A row that lives on the device as it can stand here, where it is deleted: with its values, and the question. */
async function keepDeleted(
  { tx, entity, row }: Healing,
  present: Row<EntityName>,
): Promise<Row<EntityName>> {
  const changed = differing(entity, present, row)
  // Where nothing differs, what it is says that it lived.
  const told = changed.length > 0 ? changed : unitsOf(entity, present, row).slice(0, 1)
  for (const { unit, theirs } of told) {
    await tx.keepBeside(entity, present, unit, keptOf(row, theirs))
  }
  return { ...row, deletedAt: present.deletedAt }
}

/** Merges what a device knows of a row into one that was written since. */
async function keepBoth(
  healing: Healing,
  present: Row<EntityName>,
  since: Since,
): Promise<Outcome> {
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
    await tx.delete(entity, key, row as Partial<Fields<EntityName>>)
  }
  return 'healed'
}

/** What is in question here and what was on the device is in question together. */
async function joinQuestions(
  tx: PostgresTx,
  { spaceId, id, kept }: Row<'conflict'>,
  there: Row<'conflict'>,
): Promise<Outcome> {
  const missing = there.kept.filter((one) => !kept.some(({ values }) => same(values, one.values)))
  if (missing.length > 0) {
    const to = { kept: [...missing, ...kept] }
    await tx.update('conflict', { spaceId, id }, { kept: { from: { kept }, to } })
  }
  return 'healed'
}
