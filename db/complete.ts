import { and, desc, eq } from 'drizzle-orm'
import { type Changes, type EntityName, entityOf, type Row } from '@/lib/domain/entities'
import { type Change, pick, same, type Values } from '@/lib/domain/merge'
import type { Transaction } from './client'
import { revisions } from './schema/revisions'
import { hole, statement } from './statement'

/** So far back is looked for what an author saw. */
const mostSteps = 200

/**
 * Changes of which each `whole` unit is named entire. Devices of an older version name some of its fields: what stood beside
 * those that they saw, when these stood there last, completes both sides. Where it never did, the row itself will.
 */
export async function complete<N extends EntityName>(
  transaction: Transaction,
  entity: N,
  row: Row<N>,
  changes: Changes<N>,
): Promise<Changes<N>> {
  const found: Record<string, Change | undefined> = { ...(changes as Record<string, Change>) }
  for (const [name, { merging, shape }] of Object.entries(entityOf(entity).units)) {
    const change = found[name]
    const fields = Object.keys(shape)
    if (merging !== 'whole' || !change || fields.every((key) => key in change.from)) continue
    if (isIn(row, change.from)) continue
    const then = await lastWith(transaction, row, name, pick(row, fields), change.from)
    if (then) found[name] = { from: then, to: { ...then, ...change.to } }
  }
  return found as Changes<N>
}

/** The values of a unit when some of them were last as given; undefined where they never were. */
async function lastWith(
  transaction: Transaction,
  { spaceId, id: rowId }: Row<EntityName>,
  unit: string,
  now: Values,
  given: Values,
): Promise<Values | undefined> {
  let then = now
  const steps = await stepsBack(transaction, { spaceId, rowId })
  for (const { units } of steps) {
    then = { ...then, ...units[unit]?.from }
    if (isIn(then, given)) return then
  }
  return undefined
}

function isIn(values: object, given: Values): boolean {
  return same(pick(values as Values, Object.keys(given)), given)
}

const stepsBack = statement((db) =>
  db
    .select({ units: revisions.units })
    .from(revisions)
    .where(and(eq(revisions.spaceId, hole('spaceId')), eq(revisions.rowId, hole('rowId'))))
    .orderBy(desc(revisions.rev))
    .limit(mostSteps),
)
