import { listChanges } from '@/lib/server/rest/changes'
import { route } from '@/lib/server/rest/route'

export const { GET, POST, PUT, PATCH, DELETE } = route(listChanges)
