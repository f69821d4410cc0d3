import * as z from 'zod/mini'
import { AppError } from '@/lib/core/errors'
import { change, mergedBy, seenOf } from '../change'
import { deletion } from '../conflicts/rules'
import { conflictId } from '../conflicts/schema'
import { idField } from '../fields'
import { same } from '../merge'
import { type Key, mutation, type Tx } from '../mutation'
import { refused } from '../reasons'
import { type Labelled, liveWallet, relabelled, relabelledOrRefused } from '../wallets/rules'
import { checkMoney, knownCategory, withFigure } from './guard'
import { expense } from './schema'

/** Writes down an expense. */
export const createExpense = mutation({
  input: z.strictObject({ walletId: idField, id: idField, fields: expense.fields }),
  spaces: (args) => [args.walletId],
  role: 'editor',
  reads: ({ walletId, fields }) => [['category', { spaceId: walletId, id: fields.categoryId }]],
  async run(tx, { walletId, id, fields }) {
    const wallet = await liveWallet(tx, walletId)
    await knownCategory(tx, walletId, fields.categoryId)
    const written = relabelledOrRefused(fields, wallet)
    checkMoney(written, wallet.currency)
    await tx.create('expense', { spaceId: walletId, id }, written)
  },
})

/** Changes some units of an expense; one that was moved to another wallet answers where it is now. */
export const updateExpense = mutation({
  input: z.strictObject({ walletId: idField, id: idField, changes: expense.changes }),
  spaces: (args) => [args.walletId],
  role: 'editor',
  reads: ({ walletId, id }) => [['expense', { spaceId: walletId, id }]],
  async run(tx, { walletId, id, changes }) {
    const key: Key = { spaceId: walletId, id }
    const now = await liveOrDeleted(tx, key)
    if (now.movedTo) throw new AppError('moved')
    await liveWallet(tx, walletId)
    await change(tx, 'expense', key, changes)
  },
})

/** Puts an expense into the trash; one that was moved to another wallet answers where it is now. */
export const deleteExpense = mutation({
  input: z.strictObject({ walletId: idField, id: idField, seen: expense.seen }),
  spaces: (args) => [args.walletId],
  role: 'editor',
  async run(tx, { walletId, id, seen }) {
    const key: Key = { spaceId: walletId, id }
    if ((await tx.get('expense', key))?.movedTo) throw new AppError('moved')
    const wallet = await tx.get('wallet', { spaceId: walletId, id: walletId })
    await tx.delete('expense', key, (wallet && relabelled(seen, wallet)) ?? seen)
  },
})

/**
 * Takes an expense out of the trash; refused where its wallet's currency was changed meanwhile. Whoever answers the
 * question about its deletion says which edits they have `seen` in it: others are refused as `stale`.
 */
export const restoreExpense = mutation({
  input: z.strictObject({
    walletId: idField,
    id: idField,
    seen: z.optional(z.array(z.record(z.string(), z.unknown())).check(z.maxLength(100))),
  }),
  spaces: (args) => [args.walletId],
  role: 'editor',
  async run(tx, { walletId, id, seen }) {
    const key: Key = { spaceId: walletId, id }
    const now = await liveOrDeleted(tx, key)
    const wallet = await liveWallet(tx, walletId)
    if (seen && now.deletedAt) await checkSeen(tx, key, seen, wallet)
    if (!now.movedTo) {
      const { amount, currency } = now
      const from = { amount, currency }
      const to = relabelled(from, wallet) ?? from
      checkMoney(to, wallet.currency)
      await tx.rewrite('expense', key, { money: { from, to } })
    }
    await tx.restore('expense', key)
  },
})

/** Moves an expense to another wallet, under a new id and a category of that wallet, leaving a tombstone that says where. */
export const moveExpense = mutation({
  input: z.strictObject({
    walletId: idField,
    id: idField,
    to: z.strictObject({ walletId: idField, id: idField, categoryId: idField }),
    changes: z.optional(expense.changes),
  }),
  spaces: (args) => [args.walletId, args.to.walletId],
  role: 'editor',
  async run(tx, { walletId, id, to, changes }) {
    if (walletId === to.walletId) throw refused('wallet_same', {}, 'to.walletId')
    const key: Key = { spaceId: walletId, id }
    const now = await liveOrDeleted(tx, key)
    if (now.deletedAt) throw new AppError('not_found')
    const wallet = await liveWallet(tx, to.walletId)
    await knownCategory(tx, to.walletId, to.categoryId)
    const here = await tx.get('wallet', { spaceId: walletId, id: walletId })
    const { category: _, ...others } = changes ?? {}
    if (others.money && here) {
      const { from, to } = others.money
      // What was seen was seen in the wallet that it leaves, what it shall be is for the other one.
      const there = { from: relabelled(from, here) ?? from, to: relabelledOrRefused(to, wallet) }
      others.money = withFigure(there, now)
    }
    checkMoney({ ...now, ...others.money?.to }, wallet.currency)
    const there: Key = { spaceId: to.walletId, id: to.id }
    const merged = mergedBy('expense', now, others)
    // What somebody wrote meanwhile is displaced by an edit, which keeps it, and not by a first value.
    const isDisplacing = Object.values(merged.units).some(({ seen }) => seen)
    const fields = { ...seenOf('expense', now), categoryId: to.categoryId }
    await tx.create('expense', there, isDisplacing ? fields : { ...fields, ...merged.patch })
    await carryConflicts(tx, key, there)
    if (isDisplacing) await tx.update('expense', there, others)
    await tx.delete('expense', key, {}, there)
  },
})

/** What is in question about an expense stays so where it goes; categories are another wallet's there. */
async function carryConflicts(tx: Tx, from: Key, to: Key): Promise<void> {
  const open = await tx.list('conflict', from.spaceId, { rowId: from.id }, 20)
  for (const { entity, unit, kept } of open) {
    if (kept.length === 0 || unit === 'category') continue
    const key = { spaceId: to.spaceId, id: conflictId(to.id, unit) }
    await tx.create('conflict', key, { entity, rowId: to.id, unit, kept })
  }
}

/** Refuses to answer the question about a deletion where it is decided, or about other edits than were seen. */
async function checkSeen(
  tx: Tx,
  { spaceId, id }: Key,
  seen: readonly object[],
  wallet: Labelled,
): Promise<void> {
  const asked = await tx.get('conflict', { spaceId, id: conflictId(id, deletion) })
  const kept = asked?.kept.map(({ values }) => values) ?? []
  const saw = seen.map((values) => relabelled(values, wallet) ?? values)
  if (kept.length === 0 || !same(saw, kept)) throw refused('choice_stale')
}

async function liveOrDeleted(tx: Tx, key: Key) {
  const row = await tx.get('expense', key)
  if (!row) throw new AppError('not_found')
  return row
}
