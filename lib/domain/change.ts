import { type Changes, type EntityName, entities, type Row } from './entities'
import { type Change, type Merged, mergeRow } from './merge'
import type { Key, Tx } from './mutation'
import { rulesOf } from './rules'

/** What becomes of a row by some changes (see `mergeRow`). */
export function mergedBy<N extends EntityName>(
  entity: N,
  row: Row<N>,
  changes: Changes<N>,
): Merged {
  return mergeRow(entities[entity].units, row, changes as Record<string, Change | undefined>)
}

/** The changes of a row as they hold by now; refuses what must not stand, and writes nothing. */
export async function judged<N extends EntityName>(
  tx: Tx,
  entity: N,
  row: Row<N>,
  changes: Changes<N>,
): Promise<Changes<N>> {
  const derived = await derivedBy(tx, entity, row, changes)
  const { patch } = mergedBy(entity, row, derived)
  if (Object.keys(patch).length > 0) await rulesOf(entity).guard?.(tx, { ...row, ...patch }, row)
  return derived
}

/** Changes a row as somebody wants it who may know it from long ago. A row that is not there changes nothing: the store refuses. */
export async function change<N extends EntityName>(
  tx: Tx,
  entity: N,
  key: Key,
  changes: Changes<N>,
): Promise<void> {
  const row = await tx.get(entity, key)
  await tx.update(entity, key, row ? await derivedBy(tx, entity, row, changes) : changes)
}

async function derivedBy<N extends EntityName>(
  tx: Tx,
  entity: N,
  row: Row<N>,
  changes: Changes<N>,
): Promise<Changes<N>> {
  const { derive } = rulesOf(entity)
  return derive ? derive(tx, row, changes) : changes
}
