import 'server-only'
import { and, gt, sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { rateLimits } from '@/db/schema/accounts'
import { newId } from '@/lib/core/ids'
import { deviceToken } from '../device-cookie'
import type { Guesser } from './guess'
import { networksOf } from './networks'
import { failuresFrom, hashed, isOf, knownAt, strangersAt } from './rate-limit'
import { placeOf } from './turns'

/** Whoever wants to sign in, as far as the server sees them. */
export type Visitor = {
  address: string
  /** The cookie of a browser in which somebody signed in before. */
  device?: string | undefined
}

const knownDays = 90

/**
 * How guesses at an account count: of a device or network in which its person signed in before by themselves, so that no
 * stranger can keep them out; of everybody else by network, and by the number of networks. It takes as long for an
 * address that has no account.
 */
export async function guesserAt(
  account: { id: string | undefined; email: string },
  { address, device }: Visitor,
): Promise<Guesser> {
  const { id = newId(), email } = account
  const known = (await knownDevice(id, device)) ?? (await knownNetwork(id, address))
  return {
    account: known ? knownAt(id, known) : strangersAt(email, address),
    address: known ? [] : failuresFrom(address),
    place: placeOf(address, known ? 'known' : 'strangers', email),
  }
}

/** Guesses of somebody who is signed in at the password of their own account: each session counts by itself. */
export function guesserInside(userId: string, sessionId: string, address: string): Guesser {
  return {
    account: knownAt(userId, `session ${sessionId}`),
    address: [],
    place: placeOf(address, 'known', userId),
  }
}

async function knownDevice(userId: string, cookie: string | undefined) {
  const bearer = cookie === undefined ? undefined : await deviceToken.read(cookie)
  return bearer?.userId === userId ? `device ${bearer.sessionId}` : undefined
}

async function knownNetwork(userId: string, address: string): Promise<string | undefined> {
  const [known] = await database()
    .select({ kind: rateLimits.kind })
    .from(rateLimits)
    .where(and(isOf(networkKey(userId, address)), gt(rateLimits.resetAt, sql`now()`)))
  return known && `network ${networksOf(address)[0]}`
}

/** Remembers, for 90 days, that an account's person signed in from a network. */
export async function rememberNetwork(userId: string, address: string): Promise<void> {
  const resetAt = sql`now() + make_interval(days => ${knownDays}::int)`
  await database()
    .insert(rateLimits)
    .values({ ...networkKey(userId, address), count: 1, resetAt })
    .onConflictDoUpdate({
      target: [rateLimits.kind, rateLimits.subject],
      set: { resetAt },
      // Not at each sign-in of a script: that would be one more write for nothing.
      setWhere: sql`${rateLimits.resetAt} < now() + make_interval(days => ${knownDays - 10}::int)`,
    })
}

function networkKey(userId: string, address: string) {
  return { kind: 'known network', subject: hashed(`${userId}\0${networksOf(address)[0]}`) }
}
