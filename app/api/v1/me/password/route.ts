import { changePassword } from '@/lib/server/rest/credentials'
import { route } from '@/lib/server/rest/route'

export const { GET, POST, PUT, PATCH, DELETE } = route(changePassword)
