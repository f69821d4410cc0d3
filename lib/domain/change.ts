import { type Changes, type EntityName, entityOf, type Fields, type Row, rulesOf } from './entities'
import { fieldNames } from './entity'
import { type Change, type Merged, mergeRow, pick, type Values } from './merge'
import type { Key, Tx } from './mutation'

/**
 * The changes that make `wanted` of what somebody saw in a row. A field that is undefined is not changed; a unit whose fields
 * hold together is named entire, of others only what is wanted.
 */
export function changesBetween<N extends EntityName>(
  entity: N,
  seen: Fields<N>,
  wanted: { [F in keyof Fields<N>]?: Fields<N>[F] | undefined },
): Changes<N> {
  const saw = seen as Values
  const changes = Object.entries(entityOf(entity).units).flatMap(([name, unit]) => {
    const fields = Object.keys(unit.shape)
    const named = fields.filter((field) => (wanted as Values)[field] !== undefined)
    if (named.length === 0) return []
    const from = pick(saw, unit.merging === 'byField' ? named : fields)
    return [[name, { from, to: { ...from, ...pick(wanted as Values, named) } }]]
  })
  return Object.fromEntries(changes)
}

/** All that somebody saw of a row who deletes it. */
export function seenOf<N extends EntityName>(entity: N, row: Fields<N>): Fields<N> {
  return pick(row as Values, fieldNames(entityOf(entity).units)) as Fields<N>
}

/** What becomes of a row by some changes (see `mergeRow`). */
export function mergedBy<N extends EntityName>(
  entity: N,
  row: Row<N>,
  changes: Changes<N>,
): Merged {
  return mergeRow(entityOf(entity).units, row, changes as Record<string, Change | undefined>)
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
