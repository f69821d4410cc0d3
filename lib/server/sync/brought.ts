import 'server-only'
import * as z from 'zod/mini'
import { parse } from '@/lib/core/parse'
import { type EntityName, entities, type Row } from '@/lib/domain/entities'
import { baseFields, fieldNames } from '@/lib/domain/entity'
import { idField } from '@/lib/domain/fields'
import { pick, type Values } from '@/lib/domain/merge'
import type { RecoverRequest } from '@/lib/domain/protocol'

/** A row that a device brings back. */
export type Brought = { entity: EntityName; row: Row<EntityName> }

/** In the order in which rows refer to each other; memberships are never taken from a device. */
const order: EntityName[] = ['settings', 'wallet', 'category', 'expense', 'conflict']

const instant = z.iso.datetime({ precision: 3 })
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

/** Reads the rows of a recovery, by space and in the order in which they can be written; refuses what is no row of ours. */
export function readBrought(rows: RecoverRequest['rows']): Map<string, Brought[]> {
  const found = new Map<string, Brought[]>()
  for (const { entity: name, row } of rows) {
    const entity = parse(z.enum(order as ['settings']), name) as EntityName
    const { units, fields } = entities[entity]
    const read = {
      ...parse(base, pick(row, [...baseFields])),
      ...(parse(fields, pick(row, fieldNames(units))) as Values),
    } as Row<EntityName>
    found.set(read.spaceId, [...(found.get(read.spaceId) ?? []), { entity, row: read }])
  }
  for (const list of found.values()) {
    list.sort((a, b) => place(a) - place(b))
  }
  return found
}

// Aliases refer to categories that are none.
function place({ entity, row }: Brought): number {
  const alias = entity === 'category' && (row as Row<'category'>).mergedInto !== null
  return order.indexOf(entity) + (alias ? 0.5 : 0)
}
