import { arrivalNames, readArrival } from '@/lib/server/auth/arrival-cookie'
import { requireSameOrigin } from '@/lib/server/auth/origin'
import { expiredCookie } from '@/lib/server/auth/session-cookie'
import { problem } from '@/lib/server/http/problem'

export async function POST(request: Request): Promise<Response> {
  try {
    requireSameOrigin(request.headers)
    const cookie = request.headers.get('cookie')
    const arrival = (await readArrival(cookie)) ?? null
    const headers = new Headers({ 'cache-control': 'no-store' })
    for (const name of arrivalNames(cookie)) headers.append('set-cookie', expiredCookie(name))
    return Response.json({ arrival }, { headers })
  } catch (error) {
    return problem(error)
  }
}
