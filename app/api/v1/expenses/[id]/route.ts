import { changeExpense } from '@/lib/server/rest/expense-change'
import { deleteExpense, getExpense } from '@/lib/server/rest/expenses'
import { route } from '@/lib/server/rest/route'

export const { GET, POST, PUT, PATCH, DELETE } = route(changeExpense, deleteExpense, getExpense)
