import 'server-only'
import { and, desc, eq, gt, isNotNull, isNull, lt, ne, type SQL, sql } from 'drizzle-orm'
import { database, type Queryable } from '@/db/client'
import { sessions, users } from '@/db/schema/accounts'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { noteSecurity } from '../security-log'
import { announce } from '../sync/announce'
import { accessTokenSeconds } from './access-token'

/** What a session is: of a browser, or of a script. */
export type SessionKind = 'cookie' | 'bearer'

/** One sign-in, as its owner sees it. */
export type Session = {
  id: string
  kind: SessionKind
  label: string
  createdAt: string
  seenAt: string
  expiresAt: string
}

const cookieDays = 180
const lifetime = {
  cookie: sql`now() + make_interval(days => ${cookieDays})`,
  bearer: sql`now() + make_interval(secs => ${accessTokenSeconds})`,
}
/** In days: after this a browser asks for the password again, however often it is used. */
const longestDays = 365
const end = sql`${sessions.createdAt} + make_interval(days => ${longestDays}::int)`
const live = and(
  isNull(sessions.revokedAt),
  gt(sessions.expiresAt, sql`now()`),
  gt(end, sql`now()`),
)

/**
 * Starts a session for a user whose password was just checked; answers its id. Refused (`unauthorized`) where the
 * password was changed meanwhile, so that no session outlives the password it was started with.
 */
export async function startSession(
  user: { id: string; passwordHash: string },
  kind: SessionKind,
  label: string,
): Promise<string> {
  const id = newId()
  await database().transaction(async (transaction) => {
    const [same] = await transaction
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, user.id), eq(users.passwordHash, user.passwordHash)))
      .for('share')
    if (!same) throw new AppError('unauthorized')
    await transaction
      .insert(sessions)
      .values({ id, userId: user.id, kind, label, expiresAt: lifetime[kind] })
  })
  noteSecurity('signed in', { user: user.id, session: id, what: kind })
  await sweepSessions()
  return id
}

/** In minutes: so long the password with which a session began counts as just given. */
const freshMinutes = 10

/** Whether a session began a few minutes ago, so that its person need not prove again who they are. */
export async function isFresh(id: string | null): Promise<boolean> {
  if (id === null) return true
  const from = sql`now() - make_interval(mins => ${freshMinutes}::int)`
  const [fresh] = await database()
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, id), gt(sessions.createdAt, from)))
  return fresh !== undefined
}

/** Whether a user has such a live session. */
export async function hasSession(userId: string, id: string): Promise<boolean> {
  const [found] = await database()
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.userId, userId), live))
  return found !== undefined
}

/** A user's sessions that are neither over nor revoked, last seen first; at most 200. */
export async function listSessions(userId: string): Promise<Session[]> {
  const { id, kind, label, createdAt, seenAt, expiresAt } = sessions
  return database()
    .select({ id, kind, label, createdAt, seenAt, expiresAt })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), live))
    .orderBy(desc(sessions.seenAt), desc(sessions.id))
    .limit(200)
}

/** Ends one session of a user; false where they have no such live one. */
export async function revokeSession(userId: string, id: string): Promise<boolean> {
  const revoked = await revoke(database(), eq(sessions.userId, userId), eq(sessions.id, id))
  announce({ sessions: [id] })
  if (revoked > 0) noteSecurity('session ended', { user: userId, session: id })
  return revoked > 0
}

/** Forgets a session whose browser has another one now: nobody ended it, so nothing is to be dropped for it. */
export async function dropSession(userId: string, id: string): Promise<void> {
  await database()
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.id, id)))
  announce({ sessions: [id] })
}

/** Ends all sessions of a user, but for one to keep; who commits announces it (`announce`), for their event streams. */
export async function revokeSessions(
  userId: string,
  keep: string | null,
  store: Queryable = database(),
): Promise<void> {
  await revoke(
    store,
    eq(sessions.userId, userId),
    keep === null ? undefined : ne(sessions.id, keep),
  )
  noteSecurity('other sessions ended', { user: userId, session: keep })
}

async function revoke(store: Queryable, ...which: (SQL | undefined)[]): Promise<number> {
  const revoked = await store
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(live, ...which))
    .returning({ id: sessions.id })
  return revoked.length
}

/** Whether a user's session was ended on purpose, which is known for as long as it would have lasted. */
export async function wasRevoked(userId: string, id: string): Promise<boolean> {
  const found = await database()
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.userId, userId), isNotNull(sessions.revokedAt)))
  return found.length > 0
}

/** Notes that a browser's session is in use (at most once an hour is enough); it lasts 180 days from then, a year in all. */
export async function touchSession(id: string): Promise<void> {
  await database()
    .update(sessions)
    .set({ seenAt: sql`now()`, expiresAt: sql`least(${lifetime.cookie}, ${end})` })
    .where(and(eq(sessions.id, id), eq(sessions.kind, 'cookie'), live))
}

const sweepEvery = 10 * 60_000
let sweptAt = 0

// A revoked session stays known until it would have ended by itself, so that its device can be told why.
async function sweepSessions(): Promise<void> {
  if (Date.now() - sweptAt < sweepEvery) return
  sweptAt = Date.now()
  await database().delete(sessions).where(lt(sessions.expiresAt, sql`now() - interval '1 day'`))
}
