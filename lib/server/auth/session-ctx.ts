import 'server-only'
import { and, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { type Database, database } from '@/db/client'
import { sessions } from '@/db/schema/accounts'
import { members } from '@/db/schema/members'
import { settings } from '@/db/schema/settings'
import { spaces } from '@/db/schema/spaces'
import { wallets } from '@/db/schema/wallets'
import { type Ctx, type Membership, makeCtx, type Via } from './ctx'
import { touchSession } from './sessions'

const statements = new WeakMap<Database, ReturnType<typeof prepare>>()

/**
 * The caller behind a session, by one statement: undefined where the session is revoked, over, unknown or another
 * user's. It runs on every request.
 */
export async function sessionCtx(
  sessionId: string,
  userId: string,
  via: Via,
): Promise<Ctx | undefined> {
  const rows = await statement().execute({ sessionId, userId })
  const [first] = rows
  if (!first) return undefined
  await touchSession(sessionId, first.kind, first.seenAt)
  return ctxOf(userId, sessionId, via, rows)
}

/** The system acting for a user, with that user's own access: for scripts and tests, never for a request. */
export async function systemCtx(userId: string): Promise<Ctx> {
  return ctxOf(userId, null, 'system', await memberships(userId))
}

/** The system acting for a user who is just being made and has nothing yet. */
export function newUserCtx(userId: string): Ctx {
  return ctxOf(userId, null, 'system', [])
}

type Row = {
  defaultWalletId: string | null
  timeZone: string | null
  spaceId: string | null
  role: Membership['role'] | null
  space: Membership['kind'] | null
  currency: string | null
}

function ctxOf(userId: string, sessionId: string | null, via: Via, rows: readonly Row[]): Ctx {
  const own = new Map<string, Membership>()
  for (const { spaceId, role, space, currency } of rows) {
    if (spaceId && role && space) own.set(spaceId, { role, kind: space, currency })
  }
  const wanted = rows[0]?.defaultWalletId ?? null
  return makeCtx({
    userId,
    sessionId,
    via,
    spaces: own,
    defaultWalletId: wanted && own.has(wanted) ? wanted : null,
    timeZone: rows[0]?.timeZone ?? 'UTC',
  })
}

const fields = {
  defaultWalletId: settings.defaultWalletId,
  timeZone: settings.timeZone,
  spaceId: spaces.id,
  role: members.role,
  space: spaces.kind,
  currency: wallets.currency,
}

// A member row, its space, and the space's wallet where that is live; a deleted wallet's space is left out.
const ofLiveSpace = and(
  eq(spaces.id, members.spaceId),
  or(eq(spaces.kind, 'user'), isNotNull(wallets.id)),
)
const liveWallet = and(
  eq(wallets.spaceId, members.spaceId),
  eq(wallets.id, members.spaceId),
  isNull(wallets.deletedAt),
)

function statement() {
  const store = database()
  const known = statements.get(store)
  if (known) return known
  const made = prepare(store)
  statements.set(store, made)
  return made
}

function prepare(store: Database) {
  const { userId } = sessions
  return store
    .select({ ...fields, kind: sessions.kind, seenAt: sessions.seenAt })
    .from(sessions)
    .leftJoin(settings, and(eq(settings.spaceId, userId), eq(settings.id, userId)))
    .leftJoin(members, and(eq(members.id, userId), isNull(members.deletedAt)))
    .leftJoin(wallets, liveWallet)
    .leftJoin(spaces, ofLiveSpace)
    .where(
      and(
        eq(sessions.id, sql.placeholder('sessionId')),
        eq(userId, sql.placeholder('userId')),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, sql`now()`),
      ),
    )
    .prepare('session_ctx')
}

function memberships(userId: string) {
  return database()
    .select(fields)
    .from(members)
    .leftJoin(settings, and(eq(settings.spaceId, userId), eq(settings.id, userId)))
    .leftJoin(wallets, liveWallet)
    .leftJoin(spaces, ofLiveSpace)
    .where(and(eq(members.id, userId), isNull(members.deletedAt)))
}
