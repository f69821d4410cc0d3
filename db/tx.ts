import { and, asc, eq, getTableColumns, isNull, type SQL } from 'drizzle-orm'
import type { PgInsertValue, PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { trashDays } from '@/lib/core/retention'
import { mergedBy } from '@/lib/domain/change'
import type { Kept } from '@/lib/domain/conflicts/schema'
import {
  type Changes,
  type EntityName,
  entityOf,
  type Fields,
  type Row,
  rulesOf,
} from '@/lib/domain/entities'
import { fieldNames } from '@/lib/domain/entity'
import { type Change, type Merged, same, type UnitRevision, unseenUnits } from '@/lib/domain/merge'
import type { Key, Tx } from '@/lib/domain/mutation'
import { refused } from '@/lib/domain/reasons'

import type { Transaction } from './client'
import { complete } from './complete'
import { Conflicts } from './conflicts'
import { firstUnits, revisionBetween } from './revision'
import type { revisions } from './schema/revisions'
import type { Stamp } from './stamp'
import { driverValues, hole, statements } from './statement'
import { rowColumns, type SyncedTable, tables } from './tables'

type Values = Record<string, unknown>
type Revision = typeof revisions.$inferInsert

/**
 * Tx over one Postgres transaction. It stamps every written row with its space's rev, puts the space into every
 * statement, and collects the revisions, which the caller writes before it commits.
 */
export class PostgresTx implements Tx {
  readonly revisions: Revision[] = []
  /** The rev that each locked space gave this transaction; only these spaces can be written. */
  readonly revs = new Map<string, number>()
  readonly #rows = new Map<string, Values | undefined>()
  readonly #transaction: Transaction
  readonly #stamp: Stamp
  readonly #conflicts: Conflicts

  constructor(transaction: Transaction, stamp: Stamp) {
    this.#transaction = transaction
    this.#stamp = stamp
    this.#conflicts = new Conflicts(transaction, this, stamp)
  }

  async get<N extends EntityName>(entity: N, key: Key): Promise<Row<N> | undefined> {
    const name = cacheName(entity, key)
    if (!this.#rows.has(name)) {
      const [row] = await selectRow(entity)(this.#transaction, { ...key })
      this.#rows.set(name, row)
    }
    return this.#rows.get(name) as Row<N> | undefined
  }

  /** Takes in a row that was read in this transaction by another way; undefined says that there is none. */
  know<N extends EntityName>(entity: N, key: Key, row: Row<N> | undefined): void {
    this.#rows.set(cacheName(entity, key), row)
  }

  async list<N extends EntityName>(
    entity: N,
    spaceId: string,
    filter: Partial<Row<N>>,
    limit: number,
  ): Promise<Row<N>[]> {
    const table: SyncedTable = tables[entity]
    const columns = rowColumns(entity)
    const conditions: SQL[] = [eq(table.spaceId, spaceId)]
    for (const [field, value] of Object.entries(filter)) {
      const column = columns[field]
      if (column) conditions.push(value === null ? isNull(column) : eq(column, value))
    }
    const rows = await this.#transaction
      .select(columns)
      .from(table)
      .where(and(...conditions))
      .orderBy(asc(table.id))
      .limit(limit)
    for (const row of rows) this.#rows.set(cacheName(entity, row as unknown as Key), row)
    return rows as unknown as Row<N>[]
  }

  async create<N extends EntityName>(entity: N, key: Key, fields: Fields<N>): Promise<void> {
    const { at: now, userId } = this.#stamp
    const row: Values = {
      ...fields,
      ...key,
      rev: this.#rev(key),
      createdAt: now,
      createdBy: userId,
      updatedAt: now,
      updatedBy: userId,
      deletedAt: null,
      movedTo: null,
    }
    const values = { ...row, ...entityOf(entity).derived?.(row), ...unhealed }
    const written = driverValues(tables[entity], values)
    const [made] = await insertRow(entity)(this.#transaction, written)
    if (made) {
      this.#rows.set(cacheName(entity, key), row)
      this.#revise(entity, key, 'create', firstUnits(entity, row))
      return
    }
    const known: Values | undefined = await this.get(entity, key)
    const alike = fieldNames(entityOf(entity).units).every((name) => same(known?.[name], row[name]))
    if (known?.createdBy !== userId || !alike) throw new AppError('id_taken')
  }

  async update<N extends EntityName>(entity: N, key: Key, changes: Changes<N>): Promise<void> {
    const { guard, follow } = rulesOf(entity)
    const row = await this.#present(entity, key)
    const whole = await complete(this.#transaction, entity, row, changes)
    const merged = mergedBy(entity, row, whole)
    const after: Row<N> = { ...row, ...merged.patch }
    const isChanged = Object.keys(merged.units).length > 0
    if (isChanged) await guard?.(this, after, row)
    await this.#writeMerged(entity, key, merged)
    const all = whole as Record<string, Change | undefined>
    await this.#conflicts.afterUpdate({ entity, key, row }, all, merged)
    if (isChanged) await follow?.(this, after, row)
  }

  async rewrite<N extends EntityName>(entity: N, key: Key, changes: Changes<N>): Promise<void> {
    const row = await this.#present(entity, key)
    await this.#writeMerged(entity, key, mergedBy(entity, row, changes))
  }

  async #present<N extends EntityName>(entity: N, key: Key): Promise<Row<N>> {
    const row = await this.get(entity, key)
    if (!row) throw new AppError('not_found')
    return row
  }

  async #writeMerged(entity: EntityName, key: Key, { patch, units }: Merged): Promise<void> {
    if (Object.keys(units).length === 0) return
    await this.#write(entity, key, patch)
    this.#revise(entity, key, 'update', units)
  }

  async delete<N extends EntityName>(
    entity: N,
    key: Key,
    seen: Partial<Fields<N>>,
    movedTo?: Key,
  ): Promise<void> {
    const row = await this.#present(entity, key)
    if (row.deletedAt) return
    const unseen = unseenUnits(entityOf(entity).units, row, seen)
    await this.#write(entity, key, { deletedAt: this.#stamp.at, movedTo: movedTo ?? null })
    this.#revise(entity, key, 'delete', unseen)
    if (!movedTo) await this.#conflicts.afterDelete({ entity, key, row }, unseen)
  }

  async restore<N extends EntityName>(entity: N, key: Key): Promise<void> {
    const row = await this.get(entity, key)
    if (!row || row.movedTo) throw new AppError('not_found')
    if (!row.deletedAt) return
    const age = Date.parse(this.#stamp.at) - Date.parse(row.deletedAt)
    if (age > trashDays * 86_400_000) {
      throw refused('trash_over', { days: trashDays })
    }
    await rulesOf(entity).guard?.(this, { ...row, deletedAt: null }, row)
    await this.#write(entity, key, { deletedAt: null })
    this.#revise(entity, key, 'restore', {})
    await this.#conflicts.afterRestore(entity, key)
  }

  /** Keeps a value that a device has brought back beside the present one of a unit. */
  async keepBeside(
    entity: EntityName,
    row: Row<EntityName>,
    unit: string,
    kept: Kept,
  ): Promise<void> {
    const { spaceId, id } = row
    await this.#conflicts.keepBeside({ entity, key: { spaceId, id }, row }, unit, kept)
  }

  /** Takes in a row that was written by another way, with the revision of it. */
  noteRecovered(
    entity: EntityName,
    key: Key,
    before: Row<EntityName> | undefined,
    after: Row<EntityName>,
  ): void {
    this.#rows.set(cacheName(entity, key), after)
    const { kind, units } = revisionBetween(entity, before, after)
    this.#revise(entity, key, kind, units)
  }

  async #write(entity: EntityName, key: Key, patch: Values): Promise<void> {
    const before = this.#rows.get(cacheName(entity, key))
    const written = {
      ...patch,
      rev: this.#rev(key),
      updatedAt: this.#stamp.at,
      updatedBy: this.#stamp.userId,
    }
    // A question that was changed since is joined with whatever a device brings of it, older or newer.
    const healed = entity === 'conflict' ? unhealed : {}
    const all = { ...written, ...entityOf(entity).derived?.(patch), ...healed }
    const values = driverValues(tables[entity], all)
    await updateRow(`${entity} ${Object.keys(values).join(' ')}`)(this.#transaction, {
      ...values,
      ...key,
    })
    this.#rows.set(cacheName(entity, key), { ...before, ...written })
  }

  #rev(key: Key): number {
    const rev = this.revs.get(key.spaceId)
    if (rev === undefined) throw new Error(`Space ${key.spaceId} is not locked by this mutation.`)
    return rev
  }

  #revise(
    entity: EntityName,
    key: Key,
    kind: Revision['kind'],
    units: Record<string, UnitRevision>,
  ): void {
    const { at: now, userId, client, label, via } = this.#stamp
    this.revisions.push({
      spaceId: key.spaceId,
      id: newId(),
      rev: this.#rev(key),
      entity,
      rowId: key.id,
      kind,
      units,
      at: now,
      by: userId,
      client,
      label,
      via,
    })
  }
}

const unhealed = { healedRev: null, healedEpoch: null }

const selectRow = statements((entity: EntityName) => (db) => {
  const table = tables[entity]
  return db.select(rowColumns(entity)).from(table).where(atHole(table))
})

const insertRow = statements((entity: EntityName) => (db) => {
  const table = tables[entity]
  return db
    .insert(table)
    .values(holes(Object.keys(getTableColumns(table))) as PgInsertValue<SyncedTable>)
    .onConflictDoNothing({ target: [table.spaceId, table.id] })
    .returning({ id: table.id })
})

/** By the entity and the names of the columns that it writes. */
const updateRow = statements((what: string) => (db) => {
  const [entity, ...names] = what.split(' ') as [EntityName, ...string[]]
  const table = tables[entity]
  return db
    .update(table)
    .set(holes(names) as PgUpdateSetSource<SyncedTable>)
    .where(atHole(table))
})

function holes(names: string[]): Values {
  return Object.fromEntries(names.map((name) => [name, hole(name)]))
}

function atHole(table: SyncedTable): SQL | undefined {
  return and(eq(table.spaceId, hole('spaceId')), eq(table.id, hole('id')))
}

function cacheName(entity: EntityName, key: Key): string {
  return `${entity} ${key.spaceId} ${key.id}`
}
