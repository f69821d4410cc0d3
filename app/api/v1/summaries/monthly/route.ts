import { route } from '@/lib/server/rest/route'
import { monthlySummary } from '@/lib/server/rest/summaries'

export const { GET, POST, PUT, PATCH, DELETE } = route(monthlySummary)
