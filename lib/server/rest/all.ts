import 'server-only'
import { register, signOut, token } from './auth'
import {
  addBudget,
  changeBudget,
  deleteBudget,
  getBudget,
  listBudgets,
  listPeriods,
  putLimit,
} from './budgets'
import {
  addCategory,
  changeCategory,
  deleteCategory,
  getCategory,
  listCategoriesEndpoint,
} from './categories'
import { listChanges } from './changes'
import { changeEmail, changePassword } from './credentials'
import type { Endpoint } from './endpoint'
import { changeExpense } from './expense-change'
import { expenseHistory } from './expense-history'
import {
  addExpense,
  deleteExpense,
  getExpense,
  listExpensesEndpoint,
  restoreExpense,
} from './expenses'
import { exportCsv } from './export'
import { changeMe, getMe, listSessions, removeSession } from './me'
import { monthlySummary, spanSummary } from './summaries'
import { addWallet, changeWallet, deleteWallet, getWallet, listWalletsEndpoint } from './wallets'

/** Every operation of the REST API, in the order of its reference; a test holds it against the route files. */
export const endpoints: readonly Endpoint[] = [
  register,
  token,
  signOut,
  getMe,
  changeMe,
  changeEmail,
  changePassword,
  listSessions,
  removeSession,
  listExpensesEndpoint,
  addExpense,
  getExpense,
  changeExpense,
  deleteExpense,
  restoreExpense,
  expenseHistory,
  exportCsv,
  spanSummary,
  monthlySummary,
  listCategoriesEndpoint,
  addCategory,
  getCategory,
  changeCategory,
  deleteCategory,
  listBudgets,
  addBudget,
  getBudget,
  changeBudget,
  deleteBudget,
  putLimit,
  listPeriods,
  listWalletsEndpoint,
  addWallet,
  getWallet,
  changeWallet,
  deleteWallet,
  listChanges,
]
