import { openApi } from '@/lib/server/rest/openapi'

/** GET /openapi.json: public, as it says nothing about anybody. */
export function GET(): Response {
  return Response.json(openApi(), { headers: { 'cache-control': 'no-store' } })
}
