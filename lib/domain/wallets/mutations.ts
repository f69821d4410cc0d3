import * as z from 'zod/mini'
import { AppError } from '@/lib/core/errors'
import { foldName } from '@/lib/core/text'
import { newCategory } from '../categories/schema'
import { currencyField, idField } from '../fields'
import { mutation } from '../mutation'
import { refused } from '../reasons'
import { liveWallet, relabel } from './rules'
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

/** Renames a wallet or changes its currency, which only an empty one can (see `wallet.relabel`): its sums are in one currency. */
export const updateWallet = mutation({
  input: z.strictObject({ walletId: idField, changes: wallet.changes }),
  spaces: (args) => [args.walletId],
  role: 'owner',
  async run(tx, { walletId, changes }) {
    const key = { spaceId: walletId, id: walletId }
    await liveWallet(tx, walletId)
    if (changes.formerly) throw refused('currency_follows', {}, 'changes.formerly')
    await tx.update('wallet', key, changes)
  },
})

/**
 * Writes all that a wallet holds in another currency, the figures as they are: expenses, the trash, open questions. Only
 * while it has one member and at most `mostRelabelled` expenses; refused where a figure has more decimals than the
 * currency, or where it is in another one than `from` by now.
 */
export const relabelWallet = mutation({
  input: z.strictObject({ walletId: idField, from: currencyField, to: currencyField }),
  spaces: (args) => [args.walletId],
  role: 'owner',
  async run(tx, { walletId, from, to }) {
    const now = await tx.get('wallet', { spaceId: walletId, id: walletId })
    if (!now || now.deletedAt) throw new AppError('not_found')
    if (now.currency === to) return
    if (now.currency !== from) {
      throw refused('currency_other', { currency: now.currency })
    }
    await relabel(tx, now, to)
  },
})

/** Deletes a wallet for all its members, unless it is the caller's last one; its rows stay as they are beneath it. */
export const deleteWallet = mutation({
  input: z.strictObject({ walletId: idField, seen: wallet.seen }),
  spaces: (args) => [args.walletId],
  role: 'owner',
  async run(tx, { walletId, seen }, author) {
    const key = { spaceId: walletId, id: walletId }
    const now = await tx.get('wallet', key)
    if (!now) throw new AppError('not_found')
    if (!now.deletedAt && !(await author.wallets()).some((id) => id !== walletId)) {
      throw refused('wallet_last')
    }
    await tx.delete('wallet', key, seen)
  },
})

function areDistinct(categories: readonly { id: string; fields: { name: string } }[]): boolean {
  const ids = new Set(categories.map(({ id }) => id))
  const names = new Set(categories.map(({ fields }) => foldName(fields.name)))
  return ids.size === categories.length && names.size === categories.length
}
