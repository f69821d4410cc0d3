import 'server-only'
import * as z from 'zod/mini'
import { isCalendarDate } from '@/lib/core/dates'
import { parse } from '@/lib/core/parse'
import { type EntityName, entities, type Row } from '@/lib/domain/entities'
import { baseFields, fieldNames } from '@/lib/domain/entity'
import { idField } from '@/lib/domain/fields'
import { pick, type Values } from '@/lib/domain/merge'
import type { RecoverRequest } from '@/lib/domain/protocol'

/** A row that a device brings back. */
export type Brought = { entity: EntityName; row: Row<EntityName> }

/** In the order in which rows refer to each other. */
const order: EntityName[] = ['settings', 'wallet', 'member', 'category', 'expense', 'conflict']

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
  const entity = parse(z.enum(order as ['settings']), name) as EntityName
  const { units, kept } = entities[entity]
  const read = {
    ...parse(base, pick(row, [...baseFields])),
    ...(parse(kept, pick(row, fieldNames(units))) as Values),
  }
  return { entity, row: read as Row<EntityName> }
}

/** Whether a row is what is left of an expense that was moved to another wallet. */
export function isMoved({ entity, row }: Brought): boolean {
  return entity === 'expense' && row.movedTo !== null
}

// Aliases refer to categories that are none.
function place({ entity, row }: Brought): number {
  const alias = entity === 'category' && (row as Row<'category'>).mergedInto !== null
  return order.indexOf(entity) + (alias ? 0.5 : 0)
}
