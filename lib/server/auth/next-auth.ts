import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import NextAuth, {
  CredentialsSignin,
  type NextAuthConfig,
  type Session,
  type User,
} from 'next-auth'
import type { JWT } from 'next-auth/jwt'
import Credentials from 'next-auth/providers/credentials'
import { AppError } from '@/lib/core/errors'
import { logFailure } from '../log'
import type { Account } from './accounts'
import { clientLabel } from './client-label'
import { verifySignIn } from './credentials'
import { rememberDevice } from './device-cookie'
import { secretFor } from './keys'
import { nextPath } from './next-path'
import { visitorOf } from './request'
import {
  cookieBearer,
  cookieName,
  cookieSeconds,
  cookieToken,
  secureCookies,
} from './session-cookie'
import { sessionCtx } from './session-ctx'
import { dropSession, revokeSession, startSession } from './sessions'
import type { Bearer } from './signed-token'

/** A session that a server action has just started: next-auth only has to hand out its cookie. */
const started = new AsyncLocalStorage<Bearer>()

// A function, so that `next build`, which has no environment, needs none. A fresh object each time: next-auth writes into it.
const { handlers, signIn, signOut } = NextAuth(options)

/** What /api/auth answers with. */
export { handlers }

/** Signs in the browser that posted this server action: starts a session, hands out its cookie and answers it. */
export async function signInBrowser(
  account: Account,
  headers: Pick<Headers, 'get'>,
): Promise<Bearer> {
  const old = await cookieBearer(headers.get('cookie'))
  const session = await startFor(account, headers)
  await started.run(session, () => signIn('credentials', { redirect: false }))
  // The browser forgets the cookie it had, so that session would only linger in the list.
  if (old) await dropSession(old.userId, old.sessionId)
  return session
}

/** Ends the session of the browser that posted this server action and takes its cookie back. */
export async function signOutBrowser(session: Bearer | undefined): Promise<void> {
  if (session) await revokeSession(session.userId, session.sessionId)
  await signOut({ redirect: false })
}

function options(): NextAuthConfig {
  return {
    basePath: '/api/auth',
    secret: secretFor('next-auth'),
    trustHost: true,
    pages: { signIn: '/signin', error: '/signin', signOut: '/signin' },
    session: { strategy: 'jwt', maxAge: cookieSeconds },
    cookies: {
      sessionToken: cookie('session'),
      csrfToken: cookie('csrf'),
      // Our forms carry where to go next; this one would only linger.
      callbackUrl: cookie('callback', { maxAge: 0 }),
    },
    jwt: {
      async encode({ token }) {
        const bearer = bearerOf(token)
        if (!bearer) throw new Error('A session cookie needs a session.')
        return cookieToken.sign(bearer)
      },
      decode: async ({ token }) => {
        const bearer = token === undefined ? undefined : await cookieToken.read(token)
        return bearer ? { sub: bearer.userId, sid: bearer.sessionId } : null
      },
    },
    providers: [
      Credentials({ credentials: { email: {}, password: { type: 'password' } }, authorize }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? tokenOf(user) : checkedToken(token)),
      // Whoever asks tests `session.user.id`: a session without it is nobody's.
      session: ({ session: { expires }, token }): Session =>
        token.unchecked || !token.sub ? { expires } : { expires, user: { id: token.sub } },
      redirect: ({ url, baseUrl }) => {
        const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url
        return `${baseUrl}${nextPath(path)}`
      },
    },
    events: {
      async signOut(message) {
        const bearer = 'token' in message ? bearerOf(message.token) : undefined
        if (bearer) await revokeSession(bearer.userId, bearer.sessionId)
      },
    },
    logger: { error: logError, warn: () => {}, debug: () => {} },
  }
}

function cookie(name: Parameters<typeof cookieName>[0], more: { maxAge?: number } = {}) {
  const secure = secureCookies()
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure, ...more } as const
  return { name: cookieName(name), options }
}

class Refused extends CredentialsSignin {
  constructor(error: AppError) {
    super(error.message)
    this.code = error.code
  }
}

/** Also what next-auth's own sign-in address ends in, so that it is no way around check and limits. */
async function authorize(
  given: Partial<Record<'email' | 'password', unknown>>,
  request: Request,
): Promise<SessionUser | null> {
  const session = started.getStore()
  if (session) return { id: session.userId, sid: session.sessionId }
  const { email, password } = given
  if (typeof email !== 'string' || typeof password !== 'string') return null
  try {
    const account = await verifySignIn({ email, password }, visitorOf(request.headers))
    const { userId, sessionId } = await startFor(account, request.headers)
    return { id: userId, sid: sessionId }
  } catch (error) {
    throw error instanceof AppError ? new Refused(error) : error
  }
}

async function startFor(account: Account, headers: Pick<Headers, 'get'>): Promise<Bearer> {
  const label = clientLabel(headers.get('user-agent'))
  await rememberDevice(account.id)
  return { userId: account.id, sessionId: await startSession(account, 'cookie', label) }
}

type SessionUser = User & { sid: string }

function tokenOf(user: User): JWT {
  return { sub: user.id ?? '', sid: (user as SessionUser).sid }
}

// null makes next-auth take the cookie back: only for a session that is known to be over, not for a busy database.
async function checkedToken(token: JWT): Promise<JWT | null> {
  const bearer = bearerOf(token)
  if (!bearer) return null
  const own = { sub: bearer.userId, sid: bearer.sessionId }
  try {
    return (await sessionCtx(bearer.sessionId, bearer.userId, 'form')) ? own : null
  } catch (error) {
    logFailure('the check of a session', error)
    return { ...own, unchecked: true }
  }
}

function bearerOf(token: JWT | null | undefined): Bearer | undefined {
  const { sub, sid } = token ?? {}
  return typeof sub === 'string' && typeof sid === 'string'
    ? { userId: sub, sessionId: sid }
    : undefined
}

// What a visitor can bring about: no matter for the log, and some of it quotes what they sent.
const expected = new Set([
  ...['CredentialsSignin', 'MissingCSRF', 'UnknownAction', 'JWTSessionError'],
  ...['InvalidCallbackUrl', 'SyntaxError'],
])

function logError(error: Error): void {
  const type = (error as { type?: string }).type ?? error.name
  if (!expected.has(type)) logFailure(`next-auth: ${type}`, error)
}
