import { addExpense, listExpensesEndpoint } from '@/lib/server/rest/expenses'
import { route } from '@/lib/server/rest/route'

export const { GET, POST, PUT, PATCH, DELETE } = route(addExpense, listExpensesEndpoint)
