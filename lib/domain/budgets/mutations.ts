import * as z from 'zod/mini'
import { AppError } from '@/lib/core/errors'
import { change } from '../change'
import { dateField, idField } from '../fields'
import { mutation, type Tx } from '../mutation'
import { refused } from '../reasons'
import { relabelledOrRefused } from '../wallets/rules'
import { guardBudget, guardLimit } from './guard'
import { limitId, mostLimits } from './rules'
import { budget, limitMoney } from './schema'

const money = z.strictObject(limitMoney)
const place = { spaceId: idField, id: idField }

/** Adds a budget, without a limit yet. */
export const createBudget = mutation({
  input: z.strictObject({ ...place, fields: budget.fields }),
  spaces: (args) => [args.spaceId],
  role: 'editor',
  async run(tx, { spaceId, id, fields }) {
    await refuseDeletedWallet(tx, spaceId)
    const known = await tx.get('budget', { spaceId, id })
    await guardBudget(tx, { spaceId, ...fields }, known)
    await tx.create('budget', { spaceId, id }, fields)
  },
})

/** Changes what a budget counts, its name, periods or what it carries over. */
export const updateBudget = mutation({
  input: z.strictObject({ ...place, changes: budget.changes }),
  spaces: (args) => [args.spaceId],
  role: 'editor',
  async run(tx, { spaceId, id, changes }) {
    await refuseDeletedWallet(tx, spaceId)
    await change(tx, 'budget', { spaceId, id }, changes)
  },
})

/** Deletes a budget; its limits are there again with it. */
export const deleteBudget = mutation({
  input: z.strictObject({ ...place, seen: budget.seen }),
  spaces: (args) => [args.spaceId],
  role: 'editor',
  async run(tx, { spaceId, id, seen }) {
    await refuseDeletedWallet(tx, spaceId)
    if (!(await tx.get('budget', { spaceId, id }))) throw new AppError('not_found')
    await tx.delete('budget', { spaceId, id }, seen)
  },
})

/** Brings a deleted budget back. */
export const restoreBudget = mutation({
  input: z.strictObject(place),
  spaces: (args) => [args.spaceId],
  role: 'editor',
  async run(tx, { spaceId, id }) {
    await refuseDeletedWallet(tx, spaceId)
    if (!(await tx.get('budget', { spaceId, id }))) throw new AppError('not_found')
    await tx.restore('budget', { spaceId, id })
  },
})

/**
 * Sets the limit of a budget for the periods that begin on a date or later; null is none. `from` is what its author saw for
 * that date, null where nothing stood there: of two devices that set the first one, a person decides.
 */
export const setLimit = mutation({
  input: z.strictObject({
    spaceId: idField,
    budgetId: idField,
    from: dateField,
    money: z.strictObject({ from: z.nullable(money), to: money }),
  }),
  spaces: (args) => [args.spaceId],
  role: 'editor',
  async run(tx, { spaceId, budgetId, from, money }) {
    const wallet = await refuseDeletedWallet(tx, spaceId)
    const key = { spaceId, id: limitId(budgetId, from) }
    if (await tx.get('limit', key)) {
      const saw = money.from ?? { ...money.to, amount: null }
      return change(tx, 'limit', key, { money: { from: saw, to: money.to } })
    }
    const now = wallet ? relabelledOrRefused(money.to, wallet) : money.to
    const fields = { budgetId, from, ...now }
    const all = await tx.list('limit', spaceId, { budgetId }, mostLimits)
    if (all.length >= mostLimits) throw refused('limits_full', { most: mostLimits })
    await guardLimit(tx, { spaceId, ...fields })
    await tx.create('limit', key, fields)
  },
})

// A user's own space is none, and always there.
async function refuseDeletedWallet(tx: Tx, spaceId: string) {
  const wallet = await tx.get('wallet', { spaceId, id: spaceId })
  if (wallet?.deletedAt) throw refused('wallet_missing')
  return wallet
}
