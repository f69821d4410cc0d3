import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { database, type Queryable } from '@/db/client'
import { oneTimeLinks, users } from '@/db/schema/accounts'
import { readEnv } from '../env'
import { noteSecurity } from '../security-log'
import { foldEmail } from './email'

/** A link for one person, and until when it works (an ISO instant). */
export type MadeLink = { url: string; expiresAt: string }

type LinkOwner = { userId: string | null }
type Kind = 'invite' | 'reset'
const hours: Record<Kind, number> = { reset: 1, invite: 7 * 24 }

/** Makes a link with which one person can make an account, within 7 days. */
export async function makeInvite(): Promise<MadeLink> {
  const { token, expiresAt } = await makeLink('invite', null)
  return { url: linkTo(`/register?t=${token}`), expiresAt }
}

/** Makes a link with which a user can set a new password, within an hour; throws a sentence where nobody has the address. */
export async function makeResetLink(email: string): Promise<MadeLink> {
  const folded = foldEmail(email)
  const [user] = await database()
    .select({ id: users.id })
    .from(users)
    .where(eq(users.email, folded))
  if (!user) throw new Error(`There is no account with the e-mail address ${folded}.`)
  const { token, expiresAt } = await makeLink('reset', user.id)
  return { url: linkTo(`/reset?t=${token}`), expiresAt }
}

async function makeLink(kind: Kind, userId: string | null) {
  const store = database()
  await store.delete(oneTimeLinks).where(lt(oneTimeLinks.expiresAt, sql`now() - interval '1 day'`))
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(Date.now() + hours[kind] * 60 * 60_000).toISOString()
  await store.insert(oneTimeLinks).values({ tokenHash: hashed(token), kind, userId, expiresAt })
  noteSecurity('link made', { ...(userId && { user: userId }), what: kind })
  return { token, expiresAt }
}

/** Whose link it is, where it would still work (an invitation is nobody's); it stays usable. */
export async function findLink(kind: Kind, token: string): Promise<LinkOwner | undefined> {
  const [link] = await database()
    .select({ userId: oneTimeLinks.userId })
    .from(oneTimeLinks)
    .where(open(kind, token))
  return link
}

/** Uses a link up, inside the transaction of what it is for; undefined where it does not work (any more). */
export async function takeLink(
  store: Queryable,
  kind: Kind,
  token: string,
): Promise<LinkOwner | undefined> {
  const [link] = await store
    .update(oneTimeLinks)
    .set({ usedAt: sql`now()` })
    .where(open(kind, token))
    .returning({ userId: oneTimeLinks.userId })
  return link
}

/** Ends all reset links of a user: after a new password none may set another one. */
export async function endResetLinks(store: Queryable, userId: string): Promise<void> {
  await store
    .update(oneTimeLinks)
    .set({ usedAt: sql`now()` })
    .where(and(eq(oneTimeLinks.userId, userId), isNull(oneTimeLinks.usedAt)))
}

/**
 * What the running server does for local commands, which cannot open the embedded database beside it. Whoever asks
 * was let through the lock of the data directory, so it is the person who runs the server.
 */
export const adminCommands: Record<string, (args: unknown) => Promise<unknown>> = {
  'reset-link': async (email) => {
    if (typeof email !== 'string')
      throw new Error('The command reset-link takes an e-mail address.')
    return makeResetLink(email)
  },
  invite: makeInvite,
}

function open(kind: Kind, token: string) {
  return and(
    eq(oneTimeLinks.tokenHash, hashed(token)),
    eq(oneTimeLinks.kind, kind),
    isNull(oneTimeLinks.usedAt),
    gt(oneTimeLinks.expiresAt, sql`now()`),
  )
}

function hashed(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function linkTo(path: string): string {
  const { appUrl, port } = readEnv()
  return `${appUrl ?? `http://localhost:${port}`}${path}`
}
