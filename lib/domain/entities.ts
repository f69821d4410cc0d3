import { budget, limit } from './budgets/schema'
import { category } from './categories/schema'
import { deletion } from './conflicts/rules'
import { conflict } from './conflicts/schema'
import type { Base, ChangesOf, Entity, FieldsOf, Rules, Units } from './entity'
import { type EntityName, entityNames, type SpaceKind } from './entity-names'
import { expense } from './expenses/schema'
import { member } from './members/schema'
import { settings } from './settings/schema'
import type { Weight } from './unit'
import { wallet } from './wallets/schema'

export type { EntityName }

/** The description of every entity; whatever has to know them all is computed from here. */
export const entities = {
  settings,
  wallet,
  member,
  category,
  expense,
  budget,
  limit,
  conflict,
} as const

type UnitsOf<N extends EntityName> = (typeof entities)[N]['units']

export type Fields<N extends EntityName> = FieldsOf<UnitsOf<N>>
export type Changes<N extends EntityName> = ChangesOf<UnitsOf<N>>
export type Row<N extends EntityName> = Base & Fields<N>

/** What is said of an entity, where it may be any. */
export function entityOf(name: EntityName): Entity<Units> {
  return entities[name] as unknown as Entity<Units>
}

/** The rules of an entity. */
export function rulesOf<N extends EntityName>(name: N): Rules<UnitsOf<N>> {
  return entities[name] as unknown as Rules<UnitsOf<N>>
}

/** The entities that live in a kind of space, in the order of writing. */
export function entitiesIn(kind: SpaceKind): EntityName[] {
  return entityNames.filter((name) => entityOf(name).spaces.includes(kind))
}

/** What becomes of a displaced value of a unit, or of an edit that a deletion has not seen (`deletion`). */
export function weightOf(name: EntityName, unit: string): Weight | undefined {
  const { units, deletion: unseen } = entityOf(name)
  return unit === deletion ? unseen : units[unit]?.displaced
}
