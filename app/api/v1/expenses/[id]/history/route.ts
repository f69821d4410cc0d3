import { expenseHistory } from '@/lib/server/rest/expense-history'
import { route } from '@/lib/server/rest/route'

export const { GET, POST, PUT, PATCH, DELETE } = route(expenseHistory)
