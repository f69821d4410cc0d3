import { route } from '@/lib/server/rest/route'
import { spanSummary } from '@/lib/server/rest/summaries'

export const { GET, POST, PUT, PATCH, DELETE } = route(spanSummary)
