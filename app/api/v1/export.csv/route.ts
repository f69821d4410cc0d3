import { exportCsv } from '@/lib/server/rest/export'
import { route } from '@/lib/server/rest/route'

export const { GET, POST, PUT, PATCH, DELETE } = route(exportCsv)
