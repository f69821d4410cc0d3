import * as z from 'zod/mini'
import { AppError, invalidField } from '@/lib/core/errors'
import { foldName } from '@/lib/core/text'
import { newCategory } from '../categories/schema'
import { idField } from '../fields'
import { mutation } from '../mutation'
import { wallet } from './schema'

/** Makes a wallet with its space, its first categories, and the caller as owner. */
export const createWallet = mutation({
  input: z.strictObject({
    walletId: idField,
    fields: wallet.fields,
    categories: z
      .array(z.strictObject({ id: idField, fields: newCategory }))
      .check(z.maxLength(100), z.refine(areDistinct, 'must have different ids and names')),
  }),
  spaces: (args) => [args.walletId],
  role: 'owner',
  makesSpace: 'wallet',
  async run(tx, { walletId, fields, categories }, author) {
    await tx.create('wallet', { spaceId: walletId, id: walletId }, fields)
    await tx.create('member', { spaceId: walletId, id: author.userId }, { role: 'owner' })
    await Promise.all(
      categories.map(({ id, fields }) => tx.create('category', { spaceId: walletId, id }, fields)),
    )
  },
})

/** Renames a wallet or changes its currency, which only an empty one can: its sums are in one currency. */
export const updateWallet = mutation({
  input: z.strictObject({ walletId: idField, changes: wallet.changes }),
  spaces: (args) => [args.walletId],
  role: 'owner',
  async run(tx, { walletId, changes }) {
    const key = { spaceId: walletId, id: walletId }
    const now = await tx.get('wallet', key)
    const wanted = changes.currency?.to.currency
    if (wanted && wanted !== now?.currency) {
      const [used] = await tx.list('expense', walletId, { deletedAt: null }, 1)
      if (used) throw invalidField('currency', 'cannot change once the wallet holds expenses')
    }
    await tx.update('wallet', key, changes)
  },
})

/** Deletes a wallet for all its members; its rows stay as they are beneath it. */
export const deleteWallet = mutation({
  input: z.strictObject({ walletId: idField, seen: wallet.seen }),
  spaces: (args) => [args.walletId],
  role: 'owner',
  async run(tx, { walletId, seen }) {
    const key = { spaceId: walletId, id: walletId }
    if (!(await tx.get('wallet', key))) throw new AppError('not_found')
    await tx.delete('wallet', key, seen)
  },
})

function areDistinct(categories: readonly { id: string; fields: { name: string } }[]): boolean {
  const ids = new Set(categories.map(({ id }) => id))
  const names = new Set(categories.map(({ fields }) => foldName(fields.name)))
  return ids.size === categories.length && names.size === categories.length
}
