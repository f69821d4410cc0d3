import { and, desc, eq, ne, sql } from 'drizzle-orm'
import { deletion, keptAfter, unseenAfter } from '@/lib/domain/conflicts/rules'
import type { Kept } from '@/lib/domain/conflicts/schema'
import { conflictId } from '@/lib/domain/conflicts/schema'
import { type EntityName, entityOf, weightOf } from '@/lib/domain/entities'
import { type Change, type Merged, pick, type UnitRevision, type Values } from '@/lib/domain/merge'
import type { Key, Tx } from '@/lib/domain/mutation'
import type { Transaction } from './client'
import { revisions } from './schema/revisions'
import type { Stamp } from './stamp'
import { hole, statement } from './statement'

type Subject = { entity: EntityName; key: Key; row: Values }
type Author = Pick<Kept, 'by' | 'client' | 'label' | 'via' | 'at'>

/**
 * Keeps what edits displace: for each unit of a row the values that compete with its present one, and for a deleted row
 * the edits that its deletion did not see. Writes through the same Tx, so that devices hear of it like of any row.
 */
export class Conflicts {
  readonly #transaction: Transaction
  readonly #tx: Tx
  readonly #stamp: Stamp

  constructor(transaction: Transaction, tx: Tx, stamp: Stamp) {
    this.#transaction = transaction
    this.#tx = tx
    this.#stamp = stamp
  }

  /** After an edit of a row, which was `row` before it. */
  async afterUpdate(
    subject: Subject,
    changes: Record<string, Change | undefined>,
    { patch, units }: Merged,
  ): Promise<void> {
    const { entity, key, row } = subject
    for (const [unit, change] of Object.entries(changes)) {
      if (!change || !weightOf(entity, unit)) continue
      const revision = units[unit]
      const now = pick({ ...row, ...patch }, fieldsOf(entity, unit))
      const displaced = revision?.seen ? await this.#presentOf(subject, unit) : undefined
      const before = await this.#keptOf(key, unit)
      const edit = { from: change.from, now, displaced, ...this.#author() }
      await this.#write(entity, key, unit, before, keptAfter(before, edit))
      if (row.deletedAt && revision) {
        await this.#unseen(entity, key, { values: now, ...this.#author() })
      }
    }
  }

  /** After a deletion that did not see what stands in some units. */
  async afterDelete(subject: Subject, unseen: Record<string, UnitRevision>): Promise<void> {
    for (const unit of Object.keys(unseen)) {
      await this.#unseen(subject.entity, subject.key, await this.#presentOf(subject, unit))
    }
  }

  /** After a restore: what competed with the row's values is in question again, its deletion no more. */
  async afterRestore(entity: EntityName, key: Key): Promise<void> {
    await this.#write(entity, key, deletion, await this.#keptOf(key, deletion), [])
  }

  /** Keeps a value beside the present one of a unit; of a deleted row as an edit that its deletion did not see. */
  async keepBeside({ entity, key, row }: Subject, unit: string, kept: Kept): Promise<void> {
    if (!weightOf(entity, unit)) return
    if (row.deletedAt) return this.#unseen(entity, key, kept)
    const before = await this.#keptOf(key, unit)
    const now = pick(row, fieldsOf(entity, unit))
    const after = keptAfter(before, { from: {}, now, displaced: kept, by: '', client: null })
    await this.#write(entity, key, unit, before, after)
  }

  async #unseen(entity: EntityName, key: Key, edit: Kept): Promise<void> {
    if (weightOf(entity, deletion) !== 'decide') return
    const before = await this.#keptOf(key, deletion)
    await this.#write(entity, key, deletion, before, unseenAfter(before, edit))
  }

  async #keptOf({ spaceId, id }: Key, unit: string): Promise<Kept[]> {
    const known = await this.#tx.get('conflict', { spaceId, id: conflictId(id, unit) })
    return known?.kept ?? []
  }

  async #write(
    entity: EntityName,
    { spaceId, id: rowId }: Key,
    unit: string,
    before: Kept[],
    after: Kept[],
  ): Promise<void> {
    if (before.length === 0 && after.length === 0) return
    const key = { spaceId, id: conflictId(rowId, unit) }
    const known = await this.#tx.get('conflict', key)
    if (!known) await this.#tx.create('conflict', key, { entity, rowId, unit, kept: after })
    else {
      const kept = { from: { kept: before }, to: { kept: after } }
      await this.#tx.update('conflict', key, { kept })
    }
  }

  #author(): Author {
    const { userId, client, label, via, at } = this.#stamp
    return { by: userId, client, label, via, at }
  }

  /** What stands in a unit, with its last author. */
  async #presentOf({ entity, key, row }: Subject, unit: string): Promise<Kept> {
    const { spaceId, id: rowId } = key
    const values = pick(row, fieldsOf(entity, unit))
    const [last] = await lastRevision(this.#transaction, { spaceId, rowId, unit })
    if (last) return { values, ...last }
    const { updatedBy: by, updatedAt: at } = row as { updatedBy: string; updatedAt: string }
    return { values, by, client: null, via: 'system', at }
  }
}

function fieldsOf(entity: EntityName, unit: string): string[] {
  return Object.keys(entityOf(entity).units[unit]?.shape ?? {})
}

const lastRevision = statement((db) =>
  db
    .select({
      by: revisions.by,
      client: revisions.client,
      label: revisions.label,
      via: revisions.via,
      at: revisions.at,
    })
    .from(revisions)
    .where(
      and(
        eq(revisions.spaceId, hole('spaceId')),
        eq(revisions.rowId, hole('rowId')),
        ne(revisions.kind, 'delete'),
        sql`jsonb_exists((${revisions.units})::jsonb -> ${hole('unit')}::text, 'to')`,
      ),
    )
    .orderBy(desc(revisions.rev))
    .limit(1),
)
