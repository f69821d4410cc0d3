import { listPeriods } from '@/lib/server/rest/budgets'
import { route } from '@/lib/server/rest/route'

export const { GET, POST, PUT, PATCH, DELETE } = route(listPeriods)
