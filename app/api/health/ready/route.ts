import { readiness } from '@/lib/server/readiness'

export const dynamic = 'force-dynamic'

/** Says whether the server should get requests: 503 while it stops or cannot reach its database. */
export async function GET(): Promise<Response> {
  const status = await readiness()
  const headers = { 'cache-control': 'no-store' }
  if (status === 'ok') return Response.json({ status }, { headers })
  return Response.json({ status }, { status: 503, headers: { ...headers, 'retry-after': '5' } })
}
