import 'server-only'
import type { Transaction } from '@/db/client'
import { putBack } from '@/db/heal'
import type { PostgresTx } from '@/db/tx'
import type { Kept } from '@/lib/domain/conflicts/schema'
import { type EntityName, entityOf, type Row, rulesOf } from '@/lib/domain/entities'
import { pick, same, type Values } from '@/lib/domain/merge'

/** One row that a device brings, and the transaction in which its space is locked. */
export type Healing = {
  transaction: Transaction
  tx: PostgresTx
  entity: EntityName
  row: Row<EntityName>
  /** The life of the database that the device knows. */
  epoch: string
  /** What its space wrote after this rev of that life may be lost. */
  lostFrom: number
  /** Up to this rev rows of its space may have gone for good. */
  goneTo: number
}

/** What became of it: it is here, or has no place here, or waits for what it has become by being moved. */
export type Outcome = 'healed' | 'refused' | 'waiting'

/** The units in which a device's row is another than the present one, with both values. */
export function differing(entity: EntityName, present: Row<EntityName>, row: Row<EntityName>) {
  return unitsOf(entity, present, row).filter(({ now, theirs }) => !same(now, theirs))
}

/** All units of a device's row, each with the present value and the device's. */
export function unitsOf(entity: EntityName, present: Row<EntityName>, row: Row<EntityName>) {
  return Object.entries(entityOf(entity).units).map(([unit, { shape }]) => {
    const fields = Object.keys(shape)
    return { unit, now: pick(present as Values, fields), theirs: pick(row as Values, fields) }
  })
}

/** The row of a device as the rules of its entity let it stand beside what is here. */
export async function fitted<N extends EntityName>(
  tx: PostgresTx,
  entity: N,
  row: Row<N>,
  present: Row<N> | undefined,
): Promise<Row<N>> {
  return (await rulesOf(entity).fit?.(tx, row, present)) ?? row
}

/** A value of a row, and whose it is, for a question. */
export function keptOf({ updatedBy, updatedAt }: Row<EntityName>, values: Values): Kept {
  return { values, by: updatedBy, client: null, via: 'recovery', at: updatedAt }
}

/** Writes a row as it has to be; who made it and when is never changed by that. */
export async function take(
  { transaction, tx, entity, row, epoch }: Healing,
  present: Row<EntityName> | undefined,
  wanted: Row<EntityName>,
): Promise<void> {
  const { createdAt, createdBy } = present ?? wanted
  const written = { ...wanted, createdAt, createdBy } as Row<EntityName>
  const rev = tx.revs.get(row.spaceId) ?? 0
  await putBack(transaction, entity, written, { rev, healed: { rev: row.rev, epoch } })
  tx.noteRecovered(entity, { spaceId: row.spaceId, id: row.id }, present, written)
}
