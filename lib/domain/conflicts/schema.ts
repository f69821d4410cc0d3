import * as z from 'zod/mini'
import { derivedId } from '@/lib/core/derived-ids'
import { entity } from '../entity'
import { idField } from '../fields'
import { byField, whole } from '../unit'

/**
 * A value of one unit that another edit has displaced, and whose it was: `client` is null where no device wrote it,
 * `label` what its author knows the device or script by.
 */
export const kept = z.strictObject({
  values: z.record(z.string(), z.unknown()),
  by: idField,
  client: z.nullable(idField),
  label: z.optional(z.nullable(z.string())),
  via: z.string(),
  at: z.string(),
})

export type Kept = z.infer<typeof kept>

/**
 * What competes with the present value of one unit of one row, of which there is one conflict at most (see
 * `conflictId`); nothing kept means that nothing is left to decide.
 */
export const conflict = entity({
  spaces: ['wallet', 'user'],
  units: {
    subject: whole({ entity: z.string(), rowId: idField, unit: z.string() }),
    kept: byField({ kept: z.array(kept) }),
  },
  writer: 'editor',
  inner: true,
})

/** Where the conflict of a row's unit is. */
export function conflictId(rowId: string, unit: string): string {
  return derivedId(rowId, unit)
}
