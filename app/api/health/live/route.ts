export const dynamic = 'force-dynamic'

/** Says that the process answers; never touches the database. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } })
}
