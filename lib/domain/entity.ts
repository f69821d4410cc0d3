import * as z from 'zod/mini'
import type { SpaceKind } from './entity-names'
import type { Role } from './members/schema'
import type { Tx } from './mutation'
import type { Unit } from './unit'

/** The fields of one entity, grouped into units: what is merged together (see merge.ts). */
export type Units = Record<string, Unit>

type Shape<U extends Units> = { [K in keyof U]: z.infer<U[K]['values']> }
type All<T> = (T extends unknown ? (value: T) => void : never) extends (value: infer I) => void
  ? I
  : never
type Flat<T> = { [K in keyof T]: T[K] }

/** The fields of all units of an entity in one object. */
export type FieldsOf<U extends Units> = Flat<All<Shape<U>[keyof U]>>

/** What an update says of some units: the values its author saw and the values they should have. */
export type ChangesOf<U extends Units> = {
  [K in keyof U]?:
    | { from: Partial<z.infer<U[K]['values']>>; to: Partial<z.infer<U[K]['values']>> }
    | undefined
}

/** A row of an entity with these units. */
export type RowOf<U extends Units> = Base & FieldsOf<U>

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

/** All that is said of one entity, here and nowhere else. */
export type Description<U extends Units> = {
  /** The kinds of space that it lives in. */
  spaces: readonly SpaceKind[]
  units: U
  /** The least role of a space that may change its rows. */
  writer: Role
  /** The one row of its kind in its space, with the space's id. */
  single?: boolean
  /** Says whose a space is and who was in it, which all else of it refers to: it is never purged. */
  lasting?: boolean
  /** So many that a device gets them page by page, newest dates first; all others come at once. */
  paged?: boolean
  /** Its rows can go to another space, and leave a tombstone that says where. */
  moves?: boolean
  /** Of use to devices alone: scripts do not hear of it. */
  inner?: boolean
  /** An edit that a deletion has not seen is asked about. */
  deletion?: 'decide'
  /** Whether a row refers to others of its kind, and is written after them. */
  follows?: (fields: FieldsOf<NoInfer<U>>) => boolean
  /** What fields are in rows and arguments of a version that did not know them yet. */
  later?: Partial<FieldsOf<NoInfer<U>>>
  /** What a table keeps beside some of its fields, so that it can be found by that. */
  derived?: (fields: Partial<FieldsOf<NoInfer<U>>>) => Record<string, unknown>
} & Rules<NoInfer<U>>

/** What holds of the rows of an entity, whichever mutation changes them and in whichever store. */
export type Rules<U extends Units> = {
  /** The changes as they hold by now; refuses those that cannot. */
  derive?: (tx: Tx, row: RowOf<U>, changes: ChangesOf<U>) => Promise<ChangesOf<U>>
  /** Refuses a row that must not stand, before it is written; without `before` it is one that a device brings back. */
  guard?: (tx: Tx, after: RowOf<U>, before: RowOf<U> | undefined) => Promise<void>
  /** Writes what follows from it in other rows, after it is written. */
  follow?: (tx: Tx, after: RowOf<U>, before: RowOf<U>) => Promise<void>
  /** A row that a device brings back as it can stand beside what is here. */
  fit?: (tx: Tx, row: RowOf<U>, present: RowOf<U> | undefined) => Promise<RowOf<U>>
}

/** One entity: what is said of it, and the schemas that follow from that. */
export type Entity<U extends Units> = Description<U> & {
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

/** Describes an entity; field names are unique over all of its units. */
export function entity<U extends Units>(description: Description<U>): Entity<U> {
  const { units, later = {} } = description
  const shape = Object.assign({}, ...Object.values(units).map((unit) => unit.shape))
  const changes = Object.fromEntries(
    Object.entries(units).map(([name, unit]) => [name, z.optional(changeOf(unit))]),
  )
  return {
    ...description,
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

function changeOf(unit: Unit) {
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
