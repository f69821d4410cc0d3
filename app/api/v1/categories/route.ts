import { addCategory, listCategoriesEndpoint } from '@/lib/server/rest/categories'
import { route } from '@/lib/server/rest/route'

export const { GET, POST, PUT, PATCH, DELETE } = route(addCategory, listCategoriesEndpoint)
