import * as z from 'zod/mini'

/** The fields of one entity, grouped into units: what is merged as a whole (see merge.ts). */
export type Units = Record<string, z.ZodMiniObject>

type Shape<U extends Units> = { [K in keyof U]: z.infer<U[K]> }
type All<T> = (T extends unknown ? (value: T) => void : never) extends (value: infer I) => void
  ? I
  : never
type Flat<T> = { [K in keyof T]: T[K] }

/** The fields of all units of an entity in one object. */
export type FieldsOf<U extends Units> = Flat<All<Shape<U>[keyof U]>>

/** What an update says of some units: the values its author saw and the values they should have. */
export type ChangesOf<U extends Units> = {
  [K in keyof U]?: { from: Partial<z.infer<U[K]>>; to: Partial<z.infer<U[K]>> } | undefined
}

/** What every synced row carries beside its own fields; instants are ISO texts in UTC. */
export type Base = {
  spaceId: string
  id: string
  rev: number
  createdAt: string
  createdBy: string
  updatedAt: string
  updatedBy: string
  deletedAt: string | null
  /** Where a tombstone's row went, if it was moved to another space. */
  movedTo: { spaceId: string; id: string } | null
}

export const baseFields = [
  'spaceId',
  'id',
  'rev',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'deletedAt',
  'movedTo',
] as const satisfies readonly (keyof Base)[]

/** One entity: its units, and the schemas that follow from them. */
export type Entity<U extends Units> = {
  units: U
  fields: z.ZodMiniType<FieldsOf<U>>
  changes: z.ZodMiniType<ChangesOf<U>>
  /** The fields as rows hold them, also those that were written before a rule about them came. */
  kept: z.ZodMiniType<FieldsOf<U>>
  seen: z.ZodMiniType<Partial<FieldsOf<U>>>
}

/** How a field reads what rows hold already, where that is more than what can be written by now. */
export const asKept = new Map<z.ZodMiniType, z.ZodMiniType>()

function keptShape(shape: z.ZodMiniObject['shape']) {
  const fields = Object.entries(shape) as [string, z.ZodMiniType][]
  return Object.fromEntries(fields.map(([name, field]) => [name, asKept.get(field) ?? field]))
}

/**
 * Defines an entity by its units; field names are unique over all of them. `later` holds what fields are in rows and
 * arguments of a version that did not know them yet.
 */
export function entity<U extends Units>(
  units: U,
  later: Partial<FieldsOf<NoInfer<U>>> = {},
): Entity<U> {
  const shape = Object.assign({}, ...Object.values(units).map((unit) => unit.shape))
  const changes = Object.fromEntries(
    Object.entries(units).map(([name, unit]) => [name, z.optional(changeOf(unit))]),
  )
  return {
    units,
    fields: withLater(z.strictObject(shape), later) as unknown as Entity<U>['fields'],
    changes: z
      .strictObject(changes)
      .check(
        z.refine((value) => Object.keys(value).length > 0, 'must change something'),
      ) as unknown as Entity<U>['changes'],
    kept: withLater(z.strictObject(keptShape(shape)), later) as unknown as Entity<U>['kept'],
    seen: z.partial(z.strictObject(keptShape(shape))) as unknown as Entity<U>['seen'],
  }
}

function withLater(fields: z.ZodMiniObject, later: object) {
  const names = Object.entries(later)
  if (names.length === 0) return fields
  const complete = (value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const given = value as Record<string, unknown>
    return { ...given, ...Object.fromEntries(names.filter(([name]) => given[name] === undefined)) }
  }
  return z.pipe(z.transform(complete), fields)
}

function changeOf(unit: z.ZodMiniObject) {
  const to = z.partial(z.strictObject(unit.shape))
  const from = z.partial(z.strictObject(keptShape(unit.shape)))
  const sameKeys = ({ from, to }: { from: object; to: object }) =>
    Object.keys(to).length > 0 && Object.keys(from).sort().join() === Object.keys(to).sort().join()
  return z
    .strictObject({ from, to })
    .check(z.refine(sameKeys, 'must name the same fields in from and to'))
}

/** All field names of an entity, unit by unit. */
export function fieldNames(units: Units): string[] {
  return Object.values(units).flatMap((unit) => Object.keys(unit.shape))
}
