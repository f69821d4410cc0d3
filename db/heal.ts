import { and, asc, eq, getTableColumns, gt, ne } from 'drizzle-orm'
import type { AnyPgColumn, PgInsertValue, PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { type EntityName, entityOf, type Row } from '@/lib/domain/entities'
import type { UnitRevision, Values } from '@/lib/domain/merge'
import type { Key } from '@/lib/domain/mutation'
import type { Transaction } from './client'
import { revisions } from './schema/revisions'
import { spaces } from './schema/spaces'
import { driverValues, hole, statements } from './statement'
import { type SyncedTable, tables } from './tables'

/** How far a device knew a row, in which life of the database. */
export type Healed = { rev: number; epoch: string }

/** Writes a row just as a device has it, stamps and all, but for its rev. */
export async function putBack<N extends EntityName>(
  transaction: Transaction,
  entity: N,
  row: Row<N>,
  { rev, healed }: { rev: number; healed: Healed },
): Promise<void> {
  const stamps = { rev, healedRev: healed.rev, healedEpoch: healed.epoch }
  const values = driverValues(tables[entity], {
    ...row,
    ...stamps,
    ...entityOf(entity).derived?.(row),
  })
  await upsert(entity)(transaction, values)
}

/** How far the devices knew a row that brought it back; undefined where none did. */
export async function healedOf(
  transaction: Transaction,
  entity: EntityName,
  { spaceId, id }: Key,
): Promise<Healed | undefined> {
  const table = tables[entity] as SyncedTable & Record<'healedRev' | 'healedEpoch', AnyPgColumn>
  const [row] = await transaction
    .select({ rev: table.healedRev, epoch: table.healedEpoch })
    .from(table)
    .where(and(eq(table.spaceId, spaceId), eq(table.id, id)))
  const { rev, epoch } = (row ?? {}) as Partial<Record<keyof Healed, unknown>>
  return rev == null ? undefined : { rev: Number(rev), epoch: String(epoch) }
}

/** Notes that a device has brought a row as it was at a rev there, where nothing of it was new. */
export async function noteHealed(
  transaction: Transaction,
  entity: EntityName,
  { spaceId, id }: Key,
  { rev, epoch }: Healed,
): Promise<void> {
  const table = tables[entity] as SyncedTable
  await transaction
    .update(table)
    .set({ healedRev: rev, healedEpoch: epoch } as PgUpdateSetSource<SyncedTable>)
    .where(and(eq(table.spaceId, spaceId), eq(table.id, id)))
}

/** What people did to a row since: what stood in each unit that they changed, and whether they deleted or restored it. */
export type Since = { before: Record<string, Values>; turned: boolean }

/** What was written of a row after a rev, healing left out; undefined where nothing was. */
export async function writtenSince(
  transaction: Transaction,
  { spaceId, id }: Key,
  rev: number,
): Promise<Since | undefined> {
  const rows = await transaction
    .select({ kind: revisions.kind, units: revisions.units })
    .from(revisions)
    .where(
      and(
        ...[eq(revisions.spaceId, spaceId), eq(revisions.rowId, id), gt(revisions.rev, rev)],
        ne(revisions.via, 'recovery'),
      ),
    )
    .orderBy(asc(revisions.rev))
  if (rows.length === 0) return undefined
  const since: Since = { before: {}, turned: false }
  for (const { kind, units } of rows) {
    since.turned ||= kind === 'delete' || kind === 'restore'
    if (kind !== 'update') continue
    for (const [unit, { from }] of Object.entries(units as Record<string, UnitRevision>)) {
      since.before[unit] ??= from
    }
  }
  return since
}

/** The rev up to which rows of a space may have gone for good: one that is missing may be one of them. */
export async function goneUpTo(transaction: Transaction, spaceId: string): Promise<number> {
  const [space] = await transaction.select().from(spaces).where(eq(spaces.id, spaceId))
  return (space?.minRev ?? 0) - 1
}

/** Whether people wrote anything of a space after a rev, healing left out. */
export async function isWrittenSince(
  transaction: Transaction,
  spaceId: string,
  rev: number,
): Promise<boolean> {
  const rows = await transaction
    .select({ id: revisions.id })
    .from(revisions)
    .where(
      and(
        ...[eq(revisions.spaceId, spaceId), gt(revisions.rev, rev)],
        ne(revisions.via, 'recovery'),
      ),
    )
    .limit(1)
  return rows.length > 0
}

const upsert = statements((entity: EntityName) => (db) => {
  const table = tables[entity]
  const names = Object.keys(getTableColumns(table))
  const holes = Object.fromEntries(names.map((name) => [name, hole(name)]))
  return db
    .insert(table)
    .values(holes as PgInsertValue<SyncedTable>)
    .onConflictDoUpdate({
      target: [table.spaceId, table.id],
      set: holes as PgUpdateSetSource<SyncedTable>,
    })
})
