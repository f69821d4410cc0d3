import type { Units } from './entity'
import type { Unit } from './unit'

/** Field values by name. */
export type Values = Record<string, unknown>

/** What an update says of one unit: the values its author saw, and those it should have. */
export type Change = { from: Values; to: Values }

/** What happened to one unit: what stood there, what stands there now, and what the author saw if that differs. */
export type UnitRevision = { from: Values; to: Values; seen?: Values }

export type Merged = {
  /** The fields to write; empty where nothing changes. */
  patch: Values
  /** Per unit that changes, for the revision. */
  units: Record<string, UnitRevision>
}

/**
 * Merges an update into a row, unit by unit: what stands there already is no change, what stands as the author saw
 * it becomes what they want, and where somebody was faster the newcomer wins while the revision keeps the displaced
 * value. A `whole` unit is compared and written entire, of a unit `byField` only what a change names; in a `set` nobody is
 * displaced. Pure.
 */
export function mergeRow(
  units: Units,
  row: Values,
  changes: Record<string, Change | undefined>,
): Merged {
  const merged: Merged = { patch: {}, units: {} }
  for (const [name, unit] of Object.entries(units)) {
    const change = changes[name]
    if (!change) continue
    const revision = mergings[unit.merging](row, change, unit)
    if (!revision) continue
    Object.assign(merged.patch, revision.to)
    merged.units[name] = revision
  }
  return merged
}

type Merge = (row: Values, change: Change, unit: Unit) => UnitRevision | undefined

const mergings: Record<Unit['merging'], Merge> = {
  byField: mergeFields,
  whole: (row, change, unit) => mergeFields(row, entire(row, change, unit)),
  set: mergeLists,
}

function mergeFields(row: Values, { from, to }: Change): UnitRevision | undefined {
  const now = pick(row, Object.keys(to))
  if (same(now, to)) return undefined
  return same(now, from) ? { from: now, to } : { from: now, to, seen: from }
}

/** A change of a whole unit that names all of it: what it does not name, its author is taken to have seen as it is. */
function entire(row: Values, { from, to }: Change, { shape }: Unit): Change {
  const others = Object.keys(shape).filter((key) => !(key in to))
  const rest = pick(row, others)
  return { from: { ...rest, ...from }, to: { ...rest, ...to } }
}

/** What its author added is there after it, what they took out is not, and what others did stays. */
function mergeLists(row: Values, { from, to }: Change): UnitRevision | undefined {
  const keys = Object.keys(to)
  const now = pick(row, keys)
  const merged = Object.fromEntries(
    keys.map((key) => [key, mergeList(listOf(now[key]), listOf(from[key]), listOf(to[key]))]),
  )
  return same(now, merged) ? undefined : { from: now, to: merged }
}

function mergeList(now: unknown[], from: unknown[], to: unknown[]): unknown[] {
  const left = now.filter((one) => holds(to, one) || !holds(from, one))
  return [...left, ...to.filter((one) => !holds(from, one) && !holds(now, one))]
}

function holds(list: unknown[], value: unknown): boolean {
  return list.some((one) => same(one, value))
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** The units of a row in which what a deleter saw differs from what stands there, for the revision of the delete. */
export function unseenUnits(units: Units, row: Values, seen: Values): Record<string, UnitRevision> {
  const unseen: Record<string, UnitRevision> = {}
  for (const [name, unit] of Object.entries(units)) {
    const keys = Object.keys(unit.shape).filter((key) => key in seen)
    const now = pick(row, keys)
    const saw = pick(seen, keys)
    const isSeen = unit.merging === 'set' ? sameLists(now, saw) : same(now, saw)
    if (!isSeen) unseen[name] = { from: now, to: now, seen: saw }
  }
  return unseen
}

/** Whether lists hold the same values, in whatever order. */
function sameLists(a: Values, b: Values): boolean {
  return Object.keys(a).every((key) => {
    const [here, there] = [listOf(a[key]), listOf(b[key])]
    return here.length === there.length && here.every((one) => holds(there, one))
  })
}

/** Those of some values that are others than before. */
export function changed<V extends object>(before: object, values: V): Partial<V> {
  const entries = Object.entries(values).filter(
    ([name, value]) => !same(value, (before as Values)[name]),
  )
  return Object.fromEntries(entries) as Partial<V>
}

/** Some of the values, by name. */
export function pick(values: Values, keys: readonly string[]): Values {
  return Object.fromEntries(keys.map((key) => [key, values[key]]))
}

/** Whether two sets of values are equal; values are plain JSON, so their texts decide, key order aside. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const keys = Object.keys(a)
  if (Array.isArray(a) !== Array.isArray(b) || keys.length !== Object.keys(b).length) return false
  return keys.every((key) => key in b && same((a as Values)[key], (b as Values)[key]))
}
