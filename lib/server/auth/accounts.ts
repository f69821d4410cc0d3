import 'server-only'
import { eq } from 'drizzle-orm'
import { database } from '@/db/client'
import { users } from '@/db/schema/accounts'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { invalidFields } from '@/lib/core/parse'
import { readyCategories } from '@/lib/domain/categories/ready'
import { firstPreferences } from '@/lib/domain/settings/rules'
import { rememberNetwork } from '@/lib/server/auth/limits/acquaintance'
import { hashInTurn } from '@/lib/server/auth/limits/guess'
import { spend } from '@/lib/server/auth/limits/rate-limit'
import { placeOf } from '@/lib/server/auth/limits/turns'
import { passwordProblem } from '@/lib/server/auth/password/password-rules'
import { executeWithin } from '../execute'
import { noteSecurity } from '../security-log'
import { config } from './config'
import { emailProblem, foldEmail } from './email'
import { findLink, takeLink } from './links'
import { newUserCtx } from './session-ctx'

/** An account whose password was just checked or set, as sessions are started from it. */
export type Account = { id: string; email: string; passwordHash: string }

/** What a new account is made of: `currency` is that of its first wallet, `invite` an invitation's token. */
export type Registration = {
  email: string
  password: string
  name?: string | undefined
  currency?: string | undefined
  timeZone?: string | undefined
  invite?: string | undefined
}

const perHour = 60
const longestName = 60

/**
 * Makes an account with its settings, its first wallet and the ready categories, all or nothing. Refuses with
 * `registration_closed`, `invite_needed` (before it looks at the address), `invalid`, `email_taken` or `too_many`.
 */
export async function registerAccount(wanted: Registration, address: string): Promise<Account> {
  const { registration } = config()
  if (registration === 'closed') throw new AppError('registration_closed')
  const email = foldEmail(wanted.email)
  await checkNew(email, wanted.password)
  if (registration === 'invite' && !(await findLink('invite', wanted.invite ?? ''))) {
    noteSecurity('link refused', { what: 'invite' })
    await spend('wrong link', address, perHour)
    throw inviteNeeded()
  }
  await spend('registration', address, perHour)
  if (await emailExists(email)) throw emailTaken()
  const passwordHash = await hashInTurn(wanted.password, placeOf(address, 'new', email))
  const account = { id: newId(), email, passwordHash }
  await database().transaction(async (transaction) => {
    if (
      registration === 'invite' &&
      !(await takeLink(transaction, 'invite', wanted.invite ?? ''))
    ) {
      throw inviteNeeded()
    }
    // Of two that race for an address the second waits here for the first.
    const made = await transaction
      .insert(users)
      .values({ ...account, name: wanted.name ?? nameFrom(email) })
      .onConflictDoNothing({ target: users.email })
      .returning({ id: users.id })
    if (made.length === 0) throw emailTaken()
    await furnish(transaction, account.id, wanted)
  })
  if (registration === 'invite') noteSecurity('link used', { user: account.id, what: 'invite' })
  noteSecurity('account made', { user: account.id })
  await rememberNetwork(account.id, address)
  return account
}

async function furnish(
  transaction: Parameters<typeof executeWithin>[0],
  userId: string,
  { currency = 'EUR', timeZone = 'UTC' }: Registration,
): Promise<void> {
  const ctx = newUserCtx(userId)
  const walletId = newId()
  await executeWithin(transaction, ctx, 'settings.create', {
    userId,
    fields: { ...firstPreferences, defaultWalletId: walletId, timeZone, timeZoneChosen: false },
  })
  await executeWithin(transaction, ctx, 'wallet.create', {
    walletId,
    fields: { name: 'Personal', currency, formerly: [] },
    categories: readyCategories(walletId),
  })
}

async function checkNew(email: string, password: string): Promise<void> {
  const problems = [
    { path: 'email', message: emailProblem(email) },
    { path: 'password', message: await passwordProblem(password, email) },
  ]
  const wrong = problems.flatMap(({ path, message }) => (message ? [{ path, message }] : []))
  if (wrong.length > 0) throw invalidFields(wrong)
}

/** Whether a folded address has an account. */
export async function emailExists(email: string): Promise<boolean> {
  const [user] = await database().select({ id: users.id }).from(users).where(eq(users.email, email))
  return user !== undefined
}

// What a person is called in a shared wallet until they say otherwise.
function nameFrom(email: string): string {
  return (email.split('@')[0] ?? '').slice(0, longestName)
}

function inviteNeeded(): AppError {
  return new AppError(
    'invite_needed',
    'A new account needs an invitation link that has not been used and is not older than 7 days.',
  )
}

/** The refusal of an address that has an account already. */
export function emailTaken(): AppError {
  return new AppError('email_taken', undefined, {
    fields: [{ path: 'email', message: 'already has an account' }],
  })
}
