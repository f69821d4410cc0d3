import { type EntityName, entityOf, type Row } from '@/lib/domain/entities'
import { pick, same, type UnitRevision, type Values } from '@/lib/domain/merge'
import type { revisions } from './schema/revisions'

type Revision = Pick<typeof revisions.$inferInsert, 'kind'> & {
  units: Record<string, UnitRevision>
}

/** The first values of a row, unit by unit: its history is complete by itself. */
export function firstUnits(entity: EntityName, row: Values): Record<string, UnitRevision> {
  return Object.fromEntries(
    Object.entries(entityOf(entity).units).map(([name, unit]) => [
      name,
      { from: {}, to: pick(row, Object.keys(unit.shape)) },
    ]),
  )
}

/** What happened to a row that was written by another way, told by how it was and how it is. */
export function revisionBetween(
  entity: EntityName,
  before: Row<EntityName> | undefined,
  after: Row<EntityName>,
): Revision {
  if (!before) return { kind: 'create', units: firstUnits(entity, after as Values) }
  const units = Object.entries(entityOf(entity).units).map(([name, unit]) => {
    const fields = Object.keys(unit.shape)
    const change = { from: pick(before as Values, fields), to: pick(after as Values, fields) }
    return [name, change] as const
  })
  return {
    kind: turn(before, after),
    units: Object.fromEntries(units.filter(([, { from, to }]) => !same(from, to))),
  }
}

function turn(before: Row<EntityName>, after: Row<EntityName>): Revision['kind'] {
  if (Boolean(before.deletedAt) === Boolean(after.deletedAt)) return 'update'
  return after.deletedAt ? 'delete' : 'restore'
}
