import { eq, sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { sessions, users } from '@/db/schema/accounts'
import type { Arrival } from '@/lib/client/page/arrival'
import type { Replica } from '@/lib/client/replica/replica'
import { SyncProblem } from '@/lib/client/syncing/engine'
import { recover } from '@/lib/client/syncing/recovery'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import type { SyncReply, SyncRequest } from '@/lib/domain/protocol'
import type { Ctx } from '@/lib/server/auth/ctx'
import { deviceCtx } from '@/lib/server/auth/request'
import { cookieName, cookieToken } from '@/lib/server/auth/session-cookie'
import { sessionCtx } from '@/lib/server/auth/session-ctx'
import { dropSession, revokeSession } from '@/lib/server/auth/sessions'
import { answerSync } from '@/lib/server/sync/answer'
import { answerRecover } from '@/lib/server/sync/recover'

// Its cookies are signed as on a server; nothing of it is kept.
process.env.AUTH_SECRET ??= 'a secret of the simulation, which signs nothing else'

/** The session of a browser, as its cookie names it. */
export type Session = { userId: string; sessionId: string }
/** What the last sign-in or sign-out by a page has left for the app in this browser. */
export type Told = Session & { kind: 'keep' | 'leave' | 'left' }

/** Starts a session for somebody, as a sign-in does; the browser's session before it is forgotten. */
export async function startSession(userId: string, before: Session | undefined): Promise<Session> {
  if (before) await dropSession(before.userId, before.sessionId)
  const sessionId = newId()
  const expiresAt = sql`now() + interval '1 day'`
  await database()
    .insert(sessions)
    .values({ id: sessionId, userId, kind: 'cookie', label: 'A browser', expiresAt })
  return { userId, sessionId }
}

/** Whether a session is still one. */
export async function isAlive(session: Session | undefined): Promise<boolean> {
  if (!session) return false
  return (await sessionCtx(session.sessionId, session.userId, 'form')) !== undefined
}

/** Ends a session, as its own sign-out or another browser does; refuses where there is none. */
export async function endSession(session: Session | undefined): Promise<void> {
  if (!(await isAlive(session)) || !session) return
  await revokeSession(session.userId, session.sessionId)
}

/** Lets a session run out: the server knows nothing of it any more. */
export async function loseSession(session: Session): Promise<void> {
  await database().delete(sessions).where(eq(sessions.id, session.sessionId))
}

/** The server loses an account, as a restore of an old copy may; what is in its spaces stays. */
export async function loseAccount(userId: string): Promise<void> {
  await database().delete(users).where(eq(users.id, userId))
}

/** What the arrival route answers, by the rule of lib/server/auth/arrival-cookie.ts. */
export async function readArrival(
  all: readonly Told[],
  now: Session | undefined,
): Promise<Arrival | undefined> {
  const alive = await isAlive(now)
  for (const told of all) {
    if (told.kind !== 'left' && alive && now?.sessionId === told.sessionId) {
      return { userId: told.userId, keep: told.kind === 'keep' }
    }
    if (told.kind === 'left' && !alive && !(await isAlive(told))) return { userId: '', keep: false }
  }
  return undefined
}

/** What the sync route answers a browser. */
export async function sync(session: Session | undefined, request: SyncRequest): Promise<SyncReply> {
  return answer(session, request, answerSync)
}

/** Heals the server from a browser's replica, as its app does. */
export function heal(session: () => Session | undefined, replica: Replica): Promise<void> {
  return recover(replica, (request) => answer(session(), request, answerRecover))
}

async function answer<Reply>(
  session: Session | undefined,
  body: object,
  work: (ctx: Ctx, body: unknown) => Promise<Reply>,
): Promise<Reply> {
  const text = JSON.stringify(body)
  const cookie = session && `${cookieName('session')}=${await cookieToken.sign(session)}`
  const headers = { 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }) }
  const request = new Request('http://localhost/api/sync', { method: 'POST', headers, body: text })
  try {
    const ctx = await deviceCtx(request)
    return JSON.parse(JSON.stringify(await work(ctx, JSON.parse(text)))) as Reply
  } catch (error) {
    if (error instanceof AppError) throw new SyncProblem(error.code, error.message)
    throw error
  }
}
