import { readArrival } from '@/lib/server/auth/arrival-cookie'
import { requireSameOrigin } from '@/lib/server/auth/origin'
import { expiredCookie } from '@/lib/server/auth/session-cookie'
import { problem } from '@/lib/server/http/problem'

export async function POST(request: Request): Promise<Response> {
  try {
    requireSameOrigin(request.headers)
    const arrival = (await readArrival(request.headers.get('cookie'))) ?? null
    const headers = { 'cache-control': 'no-store', 'set-cookie': expiredCookie('arrived') }
    return Response.json({ arrival }, { headers })
  } catch (error) {
    return problem(error)
  }
}
