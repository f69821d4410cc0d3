import 'server-only'
import * as z from 'zod/mini'
import { revisions } from '@/db/schema/revisions'
import type { PostgresTx } from '@/db/tx'
import { isCalendarDate } from '@/lib/core/dates'
import { AppError } from '@/lib/core/errors'
import { parse } from '@/lib/core/parse'
import { checkConflict } from '@/lib/domain/conflicts/mutations'
import { mostKept } from '@/lib/domain/conflicts/rules'
import type { Kept } from '@/lib/domain/conflicts/schema'
import { type EntityName, entityOf, type Row, rulesOf } from '@/lib/domain/entities'
import { baseFields, fieldNames } from '@/lib/domain/entity'
import { entityNames } from '@/lib/domain/entity-names'
import { idField } from '@/lib/domain/fields'
import { pick, type Values } from '@/lib/domain/merge'
import type { RecoverRequest } from '@/lib/domain/protocol'
import { fitted } from './healing'

/** A row that a device brings back. */
export type Brought = { entity: EntityName; row: Row<EntityName> }

const longestLabel = 200
const doors: readonly string[] = revisions.via.enumValues

const instant = z.iso
  .datetime({ precision: 3 })
  .check(z.refine((at) => isCalendarDate(at.slice(0, 10)), 'must be of the years 1900 to 2199'))
const base = z.strictObject({
  spaceId: idField,
  id: idField,
  rev: z.int().check(z.gte(1), z.lte(2 ** 50)),
  createdAt: instant,
  createdBy: idField,
  updatedAt: instant,
  updatedBy: idField,
  deletedAt: z.nullable(instant),
  movedTo: z.nullable(z.strictObject({ spaceId: idField, id: idField })),
})

/** Reads the rows of a recovery, in the order in which they can be written; refuses what is no row of ours. */
export function readBrought(rows: RecoverRequest['rows']): Brought[] {
  return rows.map(readOne).sort((a, b) => place(a) - place(b))
}

function readOne({ entity: name, row }: RecoverRequest['rows'][number]): Brought {
  const entity = parse(z.enum(entityNames), name)
  const { units, kept } = entityOf(entity)
  const read = {
    ...parse(base, pick(row, [...baseFields])),
    ...(parse(kept, pick(row, fieldNames(units))) as Values),
  }
  return { entity, row: read as Row<EntityName> }
}

/** Whether a row is what is left of one that was moved to another wallet. */
export function isMoved({ row }: Brought): boolean {
  return row.movedTo !== null
}

function place({ entity, row }: Brought): number {
  return entityNames.indexOf(entity) + (entityOf(entity).follows?.(row) ? 0.5 : 0)
}

/**
 * Whether a row that a device brings back can stand here, by the rules that changes have: what is in it, who wrote it
 * (`authors` are or were members), and what it refers to. What stands in the trash needs no currency.
 */
export async function isFitting(
  tx: PostgresTx,
  { entity, row }: Brought,
  authors: ReadonlySet<string>,
): Promise<boolean> {
  const { moves, single } = entityOf(entity)
  const present = await tx.get(entity, { spaceId: row.spaceId, id: row.id })
  // An owner knows who was a member (see `vouch`).
  const isKnown =
    authors.has(row.updatedBy) && (present !== undefined || authors.has(row.createdBy))
  if (!isKnown && entity !== 'member') return false
  if (row.movedTo && !(moves && row.deletedAt)) return false
  try {
    if (entity === 'conflict') checkQuestion(row as Row<'conflict'>, authors)
    // What went into the trash went there by the currency of then, whatever stands here of it.
    const before = entity === 'expense' && row.deletedAt ? undefined : present
    await rulesOf(entity).guard?.(tx, await fitted(tx, entity, row, present), before)
    return !single || row.id === row.spaceId
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

function checkQuestion(row: Row<'conflict'>, authors: ReadonlySet<string>): void {
  checkConflict(row)
  const isKnown = ({ by, at, via, label }: Kept) =>
    authors.has(by) &&
    doors.includes(via) &&
    isCalendarDate(at.slice(0, 10)) &&
    (label?.length ?? 0) <= longestLabel
  if (row.deletedAt || row.kept.length > mostKept || !row.kept.every(isKnown)) {
    throw new AppError('invalid')
  }
}
