import * as z from 'zod/mini'
import { AppError } from '@/lib/core/errors'
import { change } from '../change'
import { idField } from '../fields'
import { type Key, mutation } from '../mutation'
import { refused } from '../reasons'
import { liveWallet } from '../wallets/rules'
import { categoriesOf } from './guard'
import { holderOfName, mostCategories, positionsAfter } from './rules'
import { category, newCategory } from './schema'

/**
 * Adds a category. Where its name is taken (two devices made "Coffee" offline) the new one becomes an alias of the
 * one that has it, which an archived one survives by being revived.
 */
export const createCategory = mutation({
  input: z.strictObject({ walletId: idField, id: idField, fields: newCategory }),
  spaces: (args) => [args.walletId],
  role: 'editor',
  async run(tx, { walletId, id, fields }) {
    await liveWallet(tx, walletId)
    const all = await categoriesOf(tx, walletId)
    if (all.length >= mostCategories && !all.some((one) => one.id === id)) {
      throw refused('categories_full', { most: mostCategories })
    }
    const holder = holderOfName(all, fields.name)
    if (!holder || holder.id === id) {
      await tx.create('category', { spaceId: walletId, id }, fields)
      return
    }
    await tx.create('category', { spaceId: walletId, id }, { ...fields, mergedInto: holder.id })
    if (holder.archived) {
      await tx.update(
        'category',
        { spaceId: walletId, id: holder.id },
        { archived: { from: { archived: true }, to: { archived: false } } },
      )
    }
  },
})

/** Changes a category's name, look, order, archived mark or alias; a taken name and a circle are refused (see guard.ts). */
export const updateCategory = mutation({
  input: z.strictObject({ walletId: idField, id: idField, changes: category.changes }),
  spaces: (args) => [args.walletId],
  role: 'editor',
  async run(tx, { walletId, id, changes }) {
    await liveWallet(tx, walletId)
    await change(tx, 'category', { spaceId: walletId, id }, changes)
  },
})

/** Deletes a category that no expense uses; a used one is archived instead. */
export const deleteCategory = mutation({
  input: z.strictObject({ walletId: idField, id: idField, seen: category.seen }),
  spaces: (args) => [args.walletId],
  role: 'editor',
  async run(tx, { walletId, id, seen }) {
    await liveWallet(tx, walletId)
    const key: Key = { spaceId: walletId, id }
    const now = await tx.get('category', key)
    if (!now) throw new AppError('not_found')
    const [used] = await tx.list('expense', walletId, { categoryId: id }, 1)
    const [alias] = await tx.list('category', walletId, { mergedInto: id }, 1)
    if (!used && !alias) return tx.delete('category', key, seen)
    if (now.deletedAt || now.archived) return
    await tx.update('category', key, {
      archived: { from: { archived: false }, to: { archived: true } },
    })
  },
})

/**
 * Brings a deleted category back, unless its name was taken meanwhile; one that was only archived by its deletion, because
 * it was used, comes back into the forms.
 */
export const restoreCategory = mutation({
  input: z.strictObject({ walletId: idField, id: idField }),
  spaces: (args) => [args.walletId],
  role: 'editor',
  async run(tx, { walletId, id }) {
    await liveWallet(tx, walletId)
    const key: Key = { spaceId: walletId, id }
    const now = await tx.get('category', key)
    if (!now) throw new AppError('not_found')
    if (now.deletedAt) return tx.restore('category', key)
    await tx.update('category', key, {
      archived: { from: { archived: true }, to: { archived: false } },
    })
  },
})

/** Puts a category right after another one, or first where `after` is null; the others keep their order. */
export const placeCategory = mutation({
  input: z.strictObject({ walletId: idField, id: idField, after: z.nullable(idField) }),
  spaces: (args) => [args.walletId],
  role: 'editor',
  async run(tx, { walletId, id, after }) {
    await liveWallet(tx, walletId)
    const all = await categoriesOf(tx, walletId)
    const byId = new Map(all.map((one) => [one.id, one]))
    if (byId.get(id)?.deletedAt !== null) throw new AppError('not_found')
    if (after && !byId.has(after)) throw refused('place_unknown', {}, 'after')
    for (const { id: placed, position } of positionsAfter(all, id, after)) {
      const from = { position: byId.get(placed)?.position ?? 0 }
      const changes = { order: { from, to: { position } } }
      await tx.update('category', { spaceId: walletId, id: placed }, changes)
    }
  },
})
