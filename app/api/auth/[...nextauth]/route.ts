import { NextRequest } from 'next/server'
import { AppError } from '@/lib/core/errors'
import { config } from '@/lib/server/auth/config'
import { handlers } from '@/lib/server/auth/next-auth'
import { nextPath } from '@/lib/server/auth/next-path'
import { cookieName } from '@/lib/server/auth/session-cookie'
import { problem } from '@/lib/server/http/problem'

export const dynamic = 'force-dynamic'

export async function GET(request: NextRequest): Promise<Response> {
  return answer(handlers.GET, request)
}

export async function POST(request: NextRequest): Promise<Response> {
  const site = request.headers.get('sec-fetch-site') ?? 'same-origin'
  if (site !== 'same-origin') return problem(new AppError('cross_origin'))
  return answer(handlers.POST, request)
}

// next-auth takes a strange callbackUrl for a broken configuration (500), and puts its own idea of the site's address
// into redirects: the path alone is right behind every proxy.
async function answer(
  handler: (request: NextRequest) => Promise<Response>,
  request: NextRequest,
): Promise<Response> {
  const url = new URL(request.url)
  const asked = new URL(url.pathname, config().appUrl ?? url.origin)
  for (const [name, value] of url.searchParams) {
    asked.searchParams.set(name, name === 'callbackUrl' ? nextPath(value) : value)
  }
  const headers = new Headers(request.headers)
  const cookies = (headers.get('cookie') ?? '').split(';')
  const kept = cookies.filter((cookie) => !cookie.trim().startsWith(`${cookieName('callback')}=`))
  headers.set('cookie', kept.join(';'))
  const { method } = request
  const body = method === 'POST' ? await request.arrayBuffer() : null
  const cleaned = new NextRequest(asked, { method, headers, body })
  return withPath(await handler(cleaned), cleaned.nextUrl.origin)
}

function withPath(response: Response, origin: string): Response {
  const location = response.headers.get('location')
  if (!location?.startsWith(origin)) return response
  const headers = new Headers(response.headers)
  headers.set('location', location.slice(origin.length) || '/')
  return new Response(response.body, { status: response.status, headers })
}
