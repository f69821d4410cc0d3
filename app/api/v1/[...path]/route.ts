import { AppError } from '@/lib/core/errors'
import { problem } from '@/lib/server/http/problem'

function unknown(): Response {
  return problem(new AppError('not_found', 'There is no such address in the API: see /docs.'))
}

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT }
