import { changeCategory, deleteCategory, getCategory } from '@/lib/server/rest/categories'
import { route } from '@/lib/server/rest/route'

export const { GET, POST, PUT, PATCH, DELETE } = route(changeCategory, deleteCategory, getCategory)
