import {
  createBudget,
  deleteBudget,
  restoreBudget,
  setLimit,
  updateBudget,
} from './budgets/mutations'
import {
  createCategory,
  deleteCategory,
  placeCategory,
  restoreCategory,
  updateCategory,
} from './categories/mutations'
import { resolveConflict } from './conflicts/mutations'
import {
  createExpense,
  deleteExpense,
  moveExpense,
  restoreExpense,
  updateExpense,
} from './expenses/mutations'
import type { Mutation } from './mutation'
import { createSettings, reportSettings, updateSettings } from './settings/mutations'
import { createWallet, deleteWallet, relabelWallet, updateWallet } from './wallets/mutations'

/** Every change there is, by its name on the wire. Names and arguments wait on devices for weeks: only ever add. */
export const mutations = {
  'settings.create': createSettings,
  'settings.update': updateSettings,
  'settings.report': reportSettings,
  'wallet.create': createWallet,
  'wallet.update': updateWallet,
  'wallet.delete': deleteWallet,
  'wallet.relabel': relabelWallet,
  'category.create': createCategory,
  'category.update': updateCategory,
  'category.delete': deleteCategory,
  'category.restore': restoreCategory,
  'category.place': placeCategory,
  'expense.create': createExpense,
  'expense.update': updateExpense,
  'expense.delete': deleteExpense,
  'expense.restore': restoreExpense,
  'expense.move': moveExpense,
  'budget.create': createBudget,
  'budget.update': updateBudget,
  'budget.delete': deleteBudget,
  'budget.restore': restoreBudget,
  'limit.set': setLimit,
  'conflict.resolve': resolveConflict,
} as const

export type MutationName = keyof typeof mutations
export type Args<N extends MutationName> =
  (typeof mutations)[N] extends Mutation<infer A> ? A : never
