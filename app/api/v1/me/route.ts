import { changeMe, getMe } from '@/lib/server/rest/me'
import { route } from '@/lib/server/rest/route'

export const { GET, POST, PUT, PATCH, DELETE } = route(getMe, changeMe)
