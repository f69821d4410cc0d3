import 'server-only'
import { AppError } from '@/lib/core/errors'
import type { Visitor } from '@/lib/server/auth/limits/acquaintance'
import { accessToken } from './access-token'
import type { Ctx, Via } from './ctx'
import { requireSameOrigin } from './origin'
import { cookieBearer, cookieOf, sessionCookiesOf } from './session-cookie'
import { sessionCtx } from './session-ctx'
import { wasRevoked } from './sessions'

/**
 * The caller of an API request: by `Authorization: Bearer`, and then by nothing else, or by the session cookie, with
 * which everything but GET and HEAD must come from our own pages. Refuses with `unauthorized` or `cross_origin`.
 */
export async function requestCtx(request: Request, via: Via = 'rest'): Promise<Ctx> {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) return bearerCtx(authorization, via)
  const cookie = request.headers.get('cookie')
  if (sessionCookiesOf(cookie).length === 0) {
    throw new AppError('unauthorized', 'Sign in, or send an access token: Authorization: Bearer ….')
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') requireSameOrigin(request.headers)
  const ctx = await cookieCtx(cookie, via)
  if (!ctx) throw new AppError('unauthorized', 'The session is over. Please sign in again.')
  return ctx
}

/**
 * The caller of a sync request: by session cookie only, and from our own pages. A session that was ended tells so
 * (`session_revoked`: the device drops all that is not unsent), unless the device holds somebody else's; one that is unknown or over
 * only asks to sign in again.
 */
export async function deviceCtx(request: Request): Promise<Ctx> {
  requireSameOrigin(request.headers)
  const bearer = await cookieBearer(request.headers.get('cookie'))
  if (!bearer) throw new AppError('unauthorized', 'Please sign in.')
  const ctx = await sessionCtx(bearer.sessionId, bearer.userId, 'sync')
  if (ctx) return ctx
  if (await wasRevoked(bearer.userId, bearer.sessionId)) {
    const holder = await holderOf(request)
    if (holder === null || holder === bearer.userId) throw new AppError('session_revoked')
  }
  throw new AppError('unauthorized', 'The session is over. Please sign in again.')
}

/** Whose data the device says it holds. */
async function holderOf(request: Request): Promise<unknown> {
  const body = await request.json().catch(() => null)
  return body?.userId ?? null
}

// Two headers arrive as one with a comma, which no token contains.
async function bearerCtx(authorization: string, via: Via): Promise<Ctx> {
  const token = /^Bearer[ \t]+([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1]
  const bearer = token && (await accessToken.read(token))
  const ctx = bearer ? await sessionCtx(bearer.sessionId, bearer.userId, via) : undefined
  if (ctx) return ctx
  throw new AppError('unauthorized', 'The access token is not valid (any more).')
}

/** The caller behind a Cookie header; undefined where it has no valid session cookie or its session is over. */
export async function cookieCtx(header: string | null, via: Via): Promise<Ctx | undefined> {
  const bearer = await cookieBearer(header)
  return bearer && sessionCtx(bearer.sessionId, bearer.userId, via)
}

/** The address a request came from, as the server found it; for counting tries. */
export function addressOf(headers: Pick<Headers, 'get'>): string {
  return headers.get('x-client-address') ?? 'unknown'
}

/** Whoever sends a request, as the counting of failures knows them. */
export function visitorOf(headers: Pick<Headers, 'get'>): Visitor {
  return { address: addressOf(headers), device: cookieOf(headers.get('cookie'), 'device') }
}
