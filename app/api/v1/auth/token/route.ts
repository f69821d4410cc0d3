import { token } from '@/lib/server/rest/auth'
import { route } from '@/lib/server/rest/route'

export const { GET, POST, PUT, PATCH, DELETE } = route(token)
