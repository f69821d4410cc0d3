import type { Units } from './entity'

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
 * value. Fields that a change does not name are neither compared nor changed. Pure.
 */
export function mergeRow(
  units: Units,
  row: Values,
  changes: Record<string, Change | undefined>,
): Merged {
  const merged: Merged = { patch: {}, units: {} }
  for (const name of Object.keys(units)) {
    const change = changes[name]
    if (!change) continue
    const revision = mergeUnit(row, change)
    if (!revision) continue
    Object.assign(merged.patch, revision.to)
    merged.units[name] = revision
  }
  return merged
}

function mergeUnit(row: Values, { from, to }: Change): UnitRevision | undefined {
  const keys = Object.keys(to)
  const now = pick(row, keys)
  if (same(now, to)) return undefined
  return same(now, from) ? { from: now, to } : { from: now, to, seen: from }
}

/** The units of a row in which what a deleter saw differs from what stands there, for the revision of the delete. */
export function unseenUnits(units: Units, row: Values, seen: Values): Record<string, UnitRevision> {
  const unseen: Record<string, UnitRevision> = {}
  for (const [name, unit] of Object.entries(units)) {
    const keys = Object.keys(unit.shape).filter((key) => key in seen)
    const now = pick(row, keys)
    const saw = pick(seen, keys)
    if (!same(now, saw)) unseen[name] = { from: now, to: now, seen: saw }
  }
  return unseen
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
