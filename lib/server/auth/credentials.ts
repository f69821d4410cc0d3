import 'server-only'
import { and, eq } from 'drizzle-orm'
import { database, type Transaction } from '@/db/client'
import { failureCode } from '@/db/failures'
import { users } from '@/db/schema/accounts'
import { AppError, invalidField } from '@/lib/core/errors'
import {
  guesserAt,
  guesserInside,
  rememberNetwork,
  type Visitor,
} from '@/lib/server/auth/limits/acquaintance'
import { guess, hashInTurn } from '@/lib/server/auth/limits/guess'
import { forgetTries, spend, strangersAt } from '@/lib/server/auth/limits/rate-limit'
import { placeOf } from '@/lib/server/auth/limits/turns'
import { verifyPassword } from '@/lib/server/auth/password/password'
import { passwordProblem } from '@/lib/server/auth/password/password-rules'
import { noteSecurity } from '../security-log'
import { announce } from '../sync/announce'
import { type Account, emailExists, emailTaken } from './accounts'
import type { Ctx } from './ctx'
import { emailProblem, foldEmail } from './email'
import { endResetLinks, findLink, takeLink } from './links'
import { hasSession, isFresh, revokeSession, revokeSessions } from './sessions'

/**
 * The account of an e-mail address and a password. Refuses (`unauthorized`) alike, in words and in time, whether the
 * address or the password is wrong; failures count (`too_many`), but a stranger's not against who is known.
 */
export async function verifySignIn(
  given: { email: string; password: string },
  visitor: Visitor,
): Promise<Account> {
  const email = foldEmail(given.email)
  const known = await accountByEmail(email)
  const guesser = await guesserAt({ id: known?.id, email }, visitor)
  let account: Account | undefined
  const right = await guess(guesser, async () => {
    // Again: it may have changed while others had their turn.
    account = await accountByEmail(email)
    return verifyPassword(given.password, account?.passwordHash)
  }).catch((error: unknown) => {
    if (error instanceof AppError) {
      noteSecurity('sign-in refused', { user: known?.id, what: error.code })
    }
    throw error
  })
  if (!right || !account) {
    noteSecurity('sign-in refused', { user: known?.id, what: 'password' })
    throw new AppError('unauthorized', 'The e-mail address or the password is not right.')
  }
  await rememberNetwork(account.id, visitor.address)
  return account
}

/**
 * Gives the caller a new password and ends their other sessions. The current one is needed; wrong ones count as
 * failed sign-ins do, of this session alone.
 */
export async function changePassword(
  ctx: Ctx,
  given: { currentPassword: string; newPassword: string },
  address: string,
): Promise<void> {
  const account = await accountOf(ctx)
  const problem = await passwordProblem(given.newPassword, account.email)
  if (problem) throw invalidField('newPassword', problem)
  await requirePassword(ctx, account, given.currentPassword, address)
  const passwordHash = await hashInTurn(given.newPassword, placeOf(address, 'known', account.id))
  await database().transaction((transaction) =>
    setPassword(transaction, account, passwordHash, ctx.sessionId),
  )
  noteSecurity('password changed', { user: account.id, session: ctx.sessionId })
  announce({ users: [account.id] })
}

const emailsPerHour = 60

/**
 * Gives the caller another address to sign in with; sessions go on, reset links to the old one end. The password is
 * needed; wrong ones count as failed sign-ins do. A taken address is refused (`email_taken`).
 */
export async function changeEmail(
  ctx: Ctx,
  given: { currentPassword: string; email: string },
  address: string,
): Promise<void> {
  const email = foldEmail(given.email)
  const problem = emailProblem(email)
  if (problem) throw invalidField('email', problem)
  const account = await accountOf(ctx)
  await requirePassword(ctx, account, given.currentPassword, address)
  if (email === account.email) return
  await spend('e-mail change', address, emailsPerHour)
  if (await emailExists(email)) throw emailTaken()
  const { id, passwordHash } = account
  await database().transaction(async (transaction) => {
    const changed = await transaction
      .update(users)
      .set({ email })
      .where(and(eq(users.id, id), eq(users.passwordHash, passwordHash)))
      .returning({ id: users.id })
      // Somebody else may take it at the same moment.
      .catch((error: unknown) => {
        throw failureCode(error) === '23505' ? emailTaken() : error
      })
    if (changed.length === 0) throw changedElsewhere()
    await endResetLinks(transaction, id)
  })
  noteSecurity('e-mail changed', { user: id, session: ctx.sessionId })
}

/**
 * Signs out one of the caller's devices or scripts; false where they have no such live one. Another one than their own
 * only where they signed in a few minutes ago, or with the password (`invalid`): who finds a device open must not shut
 * its person out elsewhere.
 */
export async function endSession(
  ctx: Ctx,
  { id, password }: { id: string; password: () => Promise<string | undefined> },
  address: string,
): Promise<boolean> {
  if (id !== ctx.sessionId && !(await isFresh(ctx.sessionId))) {
    if (!(await hasSession(ctx.userId, id))) return false
    const currentPassword = await password()
    if (currentPassword === undefined) {
      throw invalidField('currentPassword', 'is needed, as you signed in a while ago')
    }
    await requirePassword(ctx, await accountOf(ctx), currentPassword, address)
  }
  return revokeSession(ctx.userId, id)
}

async function requirePassword(
  { sessionId }: Ctx,
  account: Account,
  given: string,
  address: string,
): Promise<void> {
  const guesser = guesserInside(account.id, sessionId ?? 'none', address)
  const right = await guess(guesser, () => verifyPassword(given, account.passwordHash))
  if (right) return
  noteSecurity('password refused', { user: account.id, session: sessionId })
  throw invalidField('currentPassword', 'is not right')
}

async function accountOf(ctx: Ctx): Promise<Account> {
  const account = await accountById(ctx.userId)
  if (!account) throw new AppError('unauthorized')
  return account
}

/** Of links that do not work; one that does is 32 random bytes, which nobody guesses. */
const wrongLinksPerHour = 60

/**
 * Sets a new password by a reset link, uses the link up and ends all sessions; refuses (`gone`) a link that does not
 * work, whoever holds one that does is not kept from using it.
 */
export async function resetPassword(
  given: { token: string; password: string },
  address: string,
): Promise<void> {
  const link = await findLink('reset', given.token)
  const account = link?.userId ? await accountById(link.userId) : undefined
  if (!account) {
    noteSecurity('link refused', { what: 'reset' })
    await spend('wrong link', address, wrongLinksPerHour)
    throw linkGone()
  }
  const problem = await passwordProblem(given.password, account.email)
  if (problem) throw invalidField('password', problem)
  const passwordHash = await hashInTurn(given.password, placeOf(address, 'known', account.id))
  await database().transaction((transaction) =>
    setPassword(transaction, account, passwordHash, null, given.token),
  )
  noteSecurity('link used', { user: account.id, what: 'reset' })
  noteSecurity('password changed', { user: account.id, what: 'reset' })
  announce({ users: [account.id] })
  await forgetTries(strangersAt(account.email, address))
  await rememberNetwork(account.id, address)
}

// The user's row first: a sign-in with the old password either waits for it and fails, or has its session ended here.
async function setPassword(
  transaction: Transaction,
  account: Account,
  passwordHash: string,
  keep: string | null,
  link?: string,
): Promise<void> {
  const changed = await transaction
    .update(users)
    .set({ passwordHash })
    .where(and(eq(users.id, account.id), eq(users.passwordHash, account.passwordHash)))
    .returning({ id: users.id })
  if (changed.length === 0) throw changedElsewhere()
  if (link !== undefined && !(await takeLink(transaction, 'reset', link))) throw linkGone()
  await revokeSessions(account.id, keep, transaction)
  await endResetLinks(transaction, account.id)
}

const columns = { id: users.id, email: users.email, passwordHash: users.passwordHash }

async function accountByEmail(email: string): Promise<Account | undefined> {
  // No account has such an address, and the database could not even store some of them.
  if (emailProblem(email)) return undefined
  const [account] = await database().select(columns).from(users).where(eq(users.email, email))
  return account
}

async function accountById(id: string): Promise<Account | undefined> {
  const [account] = await database().select(columns).from(users).where(eq(users.id, id))
  return account
}

function changedElsewhere(): AppError {
  return new AppError('stale', 'The password was changed at the same moment from elsewhere.')
}

function linkGone(): AppError {
  return new AppError(
    'gone',
    'This link does not work any more: it was used, or is older than an hour. Ask for a new one.',
  )
}
