import { category } from './categories/schema'
import { conflict } from './conflicts/schema'
import type { Base, ChangesOf, FieldsOf } from './entity'
import { expense } from './expenses/schema'
import { member } from './members/schema'
import { settings } from './settings/schema'
import { wallet } from './wallets/schema'

/** Every entity of a space: the name it has in revisions and on the wire, and its schema. */
export const entities = { settings, wallet, member, category, expense, conflict } as const

export type EntityName = keyof typeof entities
export type Fields<N extends EntityName> = FieldsOf<(typeof entities)[N]['units']>
export type Changes<N extends EntityName> = ChangesOf<(typeof entities)[N]['units']>
export type Row<N extends EntityName> = Base & Fields<N>
