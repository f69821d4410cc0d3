import * as z from 'zod/mini'
import { change } from '@/lib/domain/change'
import type { Changes, Fields } from '@/lib/domain/entities'
import { idField } from '@/lib/domain/fields'
import { mutation } from '@/lib/domain/mutation'
import { parcel } from './parcel'

// The names of entities are those of the versions that there are.
const name = 'parcel' as 'expense'
const place = { walletId: idField, id: idField }

/** The changes of the invented entity, by their names on the wire. */
export const parcelMutations = {
  'parcel.create': mutation({
    input: z.strictObject({ ...place, fields: parcel.fields }),
    spaces: ({ walletId }) => [walletId],
    role: 'editor',
    run: (tx, { walletId: spaceId, id, fields }) =>
      tx.create(name, { spaceId, id }, fields as unknown as Fields<'expense'>),
  }),
  'parcel.update': mutation({
    input: z.strictObject({ ...place, changes: parcel.changes }),
    spaces: ({ walletId }) => [walletId],
    role: 'editor',
    run: (tx, { walletId: spaceId, id, changes }) =>
      change(tx, name, { spaceId, id }, changes as Changes<'expense'>),
  }),
  'parcel.delete': mutation({
    input: z.strictObject({ ...place, seen: parcel.seen }),
    spaces: ({ walletId }) => [walletId],
    role: 'editor',
    run: (tx, { walletId: spaceId, id, seen }) => tx.delete(name, { spaceId, id }, seen as object),
  }),
  'parcel.restore': mutation({
    input: z.strictObject(place),
    spaces: ({ walletId }) => [walletId],
    role: 'editor',
    run: (tx, { walletId: spaceId, id }) => tx.restore(name, { spaceId, id }),
  }),
}
