import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { members } from '@/db/schema/members'
import { settings } from '@/db/schema/settings'
import { wallets } from '@/db/schema/wallets'
import { AppError } from '@/lib/core/errors'
import { type Ctx, type Membership, makeCtx, type Via } from './ctx'
import { type SessionRow, sessionRows } from './session-rows'
import { touchSession } from './sessions'

/**
 * The caller behind a session, by one statement: undefined where the session is revoked, over, unknown or another
 * user's. It runs on every request.
 */
export async function sessionCtx(
  sessionId: string,
  userId: string,
  via: Via,
): Promise<Ctx | undefined> {
  const rows = await sessionRows(sessionId, userId)
  const [first] = rows
  if (!first) return undefined
  if (first.unseen) await touchSession(sessionId)
  return ctxOf(userId, sessionId, via, rows)
}

/** The system acting for a user, with that user's own access: for scripts and tests, never for a request. */
export async function systemCtx(userId: string): Promise<Ctx> {
  const rows = await database()
    .select({
      defaultWalletId: settings.defaultWalletId,
      timeZone: settings.timeZone,
      spaceId: members.spaceId,
      role: members.role,
      currency: wallets.currency,
      label: sql<string | null>`null`,
      unseen: sql<boolean>`false`,
    })
    .from(members)
    .leftJoin(settings, and(eq(settings.spaceId, members.id), eq(settings.id, members.id)))
    .leftJoin(
      wallets,
      and(
        eq(wallets.spaceId, members.spaceId),
        eq(wallets.id, members.spaceId),
        isNull(wallets.deletedAt),
      ),
    )
    .where(and(eq(members.id, userId), isNull(members.deletedAt)))
  return ctxOf(userId, null, 'system', rows)
}

/** The same caller with the spaces of now; refuses (`unauthorized`) where the session ended meanwhile. */
export async function renewCtx({ userId, sessionId, via }: Ctx): Promise<Ctx> {
  if (sessionId === null) return systemCtx(userId)
  const ctx = await sessionCtx(sessionId, userId, via)
  if (!ctx) throw new AppError('unauthorized', 'The session is over. Please sign in again.')
  return ctx
}

/** The system acting for a user who is just being made and has nothing yet. */
export function newUserCtx(userId: string): Ctx {
  return ctxOf(userId, null, 'system', [])
}

function ctxOf(
  userId: string,
  sessionId: string | null,
  via: Via,
  rows: readonly SessionRow[],
): Ctx {
  const spaces = new Map<string, Membership>()
  for (const { spaceId, role, currency } of rows) {
    if (!spaceId || !role) continue
    if (spaceId === userId) spaces.set(spaceId, { role, kind: 'user', currency: null })
    else if (currency) spaces.set(spaceId, { role, kind: 'wallet', currency })
  }
  const wanted = rows[0]?.defaultWalletId ?? null
  return makeCtx({
    userId,
    sessionId,
    via,
    label: rows[0]?.label ?? null,
    spaces,
    defaultWalletId: wanted && spaces.has(wanted) ? wanted : null,
    timeZone: rows[0]?.timeZone ?? 'UTC',
  })
}
