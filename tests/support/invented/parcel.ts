import * as z from 'zod/mini'
import { invalidField } from '@/lib/core/errors'
import { foldName } from '@/lib/core/text'
import { type Entity, entity, type RowOf } from '@/lib/domain/entity'
import { lineField } from '@/lib/domain/fields'
import type { Tx } from '@/lib/domain/mutation'
import { byField, set, whole } from '@/lib/domain/unit'

const units = {
  load: whole(
    { weight: z.int(), parts: z.array(z.int()) },
    { displaced: 'decide', called: 'Load' },
  ),
  label: byField(
    { label: lineField(40), fragile: z.boolean() },
    { displaced: 'tell', called: 'Label' },
  ),
  marks: set({ marks: z.array(z.string()) }, { called: 'Marks' }),
}

/** A noun that no version has: what it needs beside this, its changes and its table, somebody would forget. */
export const parcel: Entity<typeof units> = entity({
  spaces: ['wallet'],
  units,
  writer: 'editor',
  deletion: 'decide',
  derived: ({ label }) => (label === undefined ? {} : { labelKey: foldName(label) }),
  guard: guardParcel,
})

export type Parcel = RowOf<typeof units>

async function guardParcel(_tx: Tx, { weight, parts }: Parcel): Promise<void> {
  if (parts.reduce((sum, part) => sum + part, 0) !== weight) {
    throw invalidField('parts', 'must sum to the weight')
  }
}
