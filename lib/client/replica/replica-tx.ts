import { AppError } from '@/lib/core/errors'
import { mergedBy } from '@/lib/domain/change'
import {
  type Changes,
  type EntityName,
  entityOf,
  type Fields,
  type Row,
  rulesOf,
} from '@/lib/domain/entities'
import { fieldNames } from '@/lib/domain/entity'
import { same } from '@/lib/domain/merge'
import type { Key, Tx } from '@/lib/domain/mutation'
import { rowName, type Writing } from './store'
import type { Rows } from './writing'

/** Who writes, and when by this device's clock; the server's own stamps replace these. */
export type Stamp = { userId: string; at: string }

/**
 * Tx over the replica, within one transaction of IndexedDB. It applies changes at once and remembers, for each row it
 * touches first, what the server last said of it, so that they can be taken back.
 */
export class ReplicaTx implements Tx {
  readonly #touched = new Set<string>()
  #listed = false
  readonly #transaction: Writing
  readonly #rows: Rows
  readonly #stamp: Stamp

  constructor(transaction: Writing, rows: Rows, stamp: Stamp) {
    this.#transaction = transaction
    this.#rows = rows
    this.#stamp = stamp
  }

  /** The names of the rows that were read or written; null where any row could have mattered. */
  get touches(): string[] | null {
    return this.#listed ? null : [...this.#touched]
  }

  get<N extends EntityName>(entity: N, key: Key): Promise<Row<N> | undefined> {
    this.#touched.add(rowName(entity, key))
    return this.#rows.get(entity, key)
  }

  list<N extends EntityName>(
    entity: N,
    spaceId: string,
    filter: Partial<Row<N>>,
    limit: number,
  ): Promise<Row<N>[]> {
    this.#listed = true
    return this.#rows.list(entity, spaceId, filter, limit)
  }

  async create<N extends EntityName>(entity: N, key: Key, fields: Fields<N>): Promise<void> {
    const { at, userId } = this.#stamp
    const known = await this.get(entity, key)
    if (known) {
      const names = fieldNames(entityOf(entity).units) as (keyof Fields<N>)[]
      const alike = names.every((name) => same(known[name as keyof Row<N>], fields[name]))
      if (known.createdBy === userId && alike) return
      throw new AppError('id_taken')
    }
    const base = {
      ...key,
      rev: 0,
      createdAt: at,
      createdBy: userId,
      updatedAt: at,
      updatedBy: userId,
    }
    const row = { ...fields, ...base, deletedAt: null, movedTo: null }
    await this.#put(entity, row as unknown as Row<N>, undefined)
  }

  async update<N extends EntityName>(entity: N, key: Key, changes: Changes<N>): Promise<void> {
    const { guard, follow } = rulesOf(entity)
    const row = await this.#present(entity, key)
    const { patch } = mergedBy(entity, row, changes)
    if (Object.keys(patch).length === 0) return
    const after: Row<N> = { ...row, ...patch }
    await guard?.(this, after, row)
    await this.#write(entity, row, patch)
    await follow?.(this, after, row)
  }

  async rewrite<N extends EntityName>(entity: N, key: Key, changes: Changes<N>): Promise<void> {
    const row = await this.#present(entity, key)
    const { patch } = mergedBy(entity, row, changes)
    if (Object.keys(patch).length > 0) await this.#write(entity, row, patch)
  }

  async delete<N extends EntityName>(
    entity: N,
    key: Key,
    _seen: Partial<Fields<N>>,
    movedTo?: Key,
  ): Promise<void> {
    const row = await this.#present(entity, key)
    if (row.deletedAt) return
    await this.#write(entity, row, { deletedAt: this.#stamp.at, movedTo: movedTo ?? null })
  }

  async restore<N extends EntityName>(entity: N, key: Key): Promise<void> {
    const row = await this.get(entity, key)
    if (!row || row.movedTo) throw new AppError('not_found')
    if (!row.deletedAt) return
    await rulesOf(entity).guard?.(this, { ...row, deletedAt: null }, row)
    // Whether it is still in the trash is for the server to say: this device's clock may be years off.
    await this.#write(entity, row, { deletedAt: null })
  }

  async #present<N extends EntityName>(entity: N, key: Key): Promise<Row<N>> {
    const row = await this.get(entity, key)
    if (!row) throw new AppError('not_found')
    return row
  }

  #write<N extends EntityName>(entity: N, before: Row<N>, patch: object): Promise<void> {
    const { at, userId } = this.#stamp
    return this.#put(entity, { ...before, ...patch, updatedAt: at, updatedBy: userId }, before)
  }

  async #put<N extends EntityName>(
    entity: N,
    row: Row<N>,
    before: Row<N> | undefined,
  ): Promise<void> {
    const { spaceId, id } = row
    const shadows = this.#transaction.objectStore('shadow')
    const isKept = await shadows.getKey([entity, spaceId, id])
    await Promise.all([
      isKept ? undefined : shadows.put({ entity, spaceId, id, row: before ?? null }),
      this.#rows.put(entity, row, before),
    ])
  }
}
