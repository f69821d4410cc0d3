import * as z from 'zod/mini'
import { AppError } from '@/lib/core/errors'
import { judged } from '../change'
import { type Changes, type EntityName, entities, entityOf, type Row, weightOf } from '../entities'
import { idField } from '../fields'
import { covers } from '../members/rules'
import { pick, same, type Values } from '../merge'
import { mutation, type Tx } from '../mutation'
import { refused } from '../reasons'

import { deletion } from './rules'
import type { Kept } from './schema'
import { conflictId } from './schema'

const values = z.record(z.string(), z.unknown())

/**
 * Decides a conflict by one of its values: the present one or a kept one, and null where a deletion shall stand. What the
 * person saw must be what is there (`stale`); where it is decided already, only what it was decided by is no change.
 */
export const resolveConflict = mutation({
  input: z.strictObject({
    walletId: idField,
    id: idField,
    value: z.nullable(values),
    seen: z.strictObject({ present: values, kept: z.array(values).check(z.maxLength(100)) }),
  }),
  spaces: (args) => [args.walletId],
  role: 'editor',
  reads: ({ walletId, id }) => [['conflict', { spaceId: walletId, id }]],
  async run(tx, { walletId: spaceId, id, value, seen }, { userId }) {
    const conflict = await tx.get('conflict', { spaceId, id })
    if (!conflict) throw new AppError('not_found')
    const { kept } = conflict
    const row = await subjectOf(tx, conflict)
    const present = presentOf(conflict, row)
    if (kept.length === 0 && stands(conflict, row, value)) return
    checkConflict(conflict)
    await requireWriter(tx, conflict, userId)
    const choices = [present, ...kept.map((one) => one.values)]
    const isAsSeen = kept.length > 0 && same(seen, { present, kept: choices.slice(1) })
    if (!isAsSeen || (row.deletedAt && value)) throw refused('choice_stale')
    const { entity, rowId, unit } = conflict
    const isDeletion = unit === deletion
    if (isDeletion && value) throw refused('deletion_unchosen', {}, 'value')
    if (!isDeletion && !(value && choices.some((one) => same(one, value)))) {
      throw refused('choice_unknown', {}, 'value')
    }
    const isOther = value !== null && !same(value, present)
    const wanted = { [unit]: { from: present, to: value } } as Changes<EntityName>
    // A device cannot take back what it wrote, so all that may refuse comes first.
    const changes = isOther && (await judged(tx, entity as EntityName, row, wanted))
    await tx.update('conflict', { spaceId, id }, { kept: { from: { kept }, to: { kept: [] } } })
    if (changes) await tx.update(entity as EntityName, { spaceId, id: rowId }, changes)
  },
})

/**
 * Refuses a conflict that is about nothing that can be in question, or that keeps what is no value there: it may come
 * from outside, and deciding it writes what it keeps into its row.
 */
export function checkConflict({
  id,
  entity,
  rowId,
  unit,
  kept,
}: Pick<Row<'conflict'>, 'id' | 'entity' | 'rowId' | 'unit' | 'kept'>): void {
  const known = Object.hasOwn(entities, entity) ? (entity as EntityName) : undefined
  const units = Object.entries(known ? entityOf(known).units : {})
  const shapes = unit === deletion ? units : units.filter(([name]) => name === unit)
  const isOne = ({ values, at }: Kept) =>
    !Number.isNaN(Date.parse(at)) &&
    shapes.some(([, one]) => z.safeParse(one.values, values).success)
  const weight = known && weightOf(known, unit)
  if (!weight || id !== conflictId(rowId, unit) || !kept.every(isOne)) {
    throw refused('question_impossible')
  }
}

/** Refuses whoever could not have written the row itself; of a space whose members are not known here, nobody. */
async function requireWriter(tx: Tx, { spaceId, entity }: Row<'conflict'>, id: string) {
  const member = await tx.get('member', { spaceId, id })
  if (member && !covers(member.role, entityOf(entity as EntityName).writer)) {
    throw refused('owners_only')
  }
}

async function subjectOf(tx: Tx, { spaceId, entity, rowId }: Row<'conflict'>) {
  const row = await tx.get(entity as EntityName, { spaceId, id: rowId })
  if (!row) throw new AppError('not_found')
  return row
}

/** What a row holds now in the unit of a conflict; nothing for the conflict about its deletion. */
export function presentOf(
  { entity, unit }: Pick<Row<'conflict'>, 'entity' | 'unit'>,
  row: object,
): Values {
  const { units } = entityOf(entity as EntityName)
  return pick(row as Values, Object.keys(units[unit]?.shape ?? {}))
}

/** Whether a row is as a choice wants it: deleted for null, else there with the chosen value. */
function stands(conflict: Row<'conflict'>, row: Row<EntityName>, value: Values | null): boolean {
  if (!value) return conflict.unit === deletion && row.deletedAt !== null
  return row.deletedAt === null && same(presentOf(conflict, row), value)
}
