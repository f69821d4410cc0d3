import { getTableColumns } from 'drizzle-orm'
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core'
import { type EntityName, entityOf } from '@/lib/domain/entities'
import { baseFields, fieldNames } from '@/lib/domain/entity'
import { budgets, limits } from './schema/budgets'
import { categories } from './schema/categories'
import { conflicts } from './schema/conflicts'
import { expenses } from './schema/expenses'
import { members } from './schema/members'
import { settings } from './schema/settings'
import { wallets } from './schema/wallets'

/** A table of synced rows: any of them, as far as Tx needs to know. */
export type SyncedTable = PgTable & {
  spaceId: AnyPgColumn
  id: AnyPgColumn
  rev: AnyPgColumn
  deletedAt: AnyPgColumn
}

/** The table of each entity. */
export const tables: Record<EntityName, SyncedTable> = {
  settings,
  wallet: wallets,
  member: members,
  category: categories,
  expense: expenses,
  budget: budgets,
  limit: limits,
  conflict: conflicts,
}

const known = new Map<EntityName, Record<string, AnyPgColumn>>()

/** The columns of an entity's row: its base and its fields, without what a table derives for itself. */
export function rowColumns(entity: EntityName): Record<string, AnyPgColumn> {
  const columns = known.get(entity) ?? findColumns(entity)
  known.set(entity, columns)
  return columns
}

function findColumns(entity: EntityName): Record<string, AnyPgColumn> {
  const names = new Set<string>([...baseFields, ...fieldNames(entityOf(entity).units)])
  return Object.fromEntries(
    Object.entries(getTableColumns(tables[entity])).filter(([name]) => names.has(name)),
  )
}
