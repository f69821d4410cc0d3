import { restoreExpense } from '@/lib/server/rest/expenses'
import { route } from '@/lib/server/rest/route'

export const { GET, POST, PUT, PATCH, DELETE } = route(restoreExpense)
