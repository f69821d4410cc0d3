import 'server-only'
import { createHash } from 'node:crypto'
import { and, type Column, eq, gt, lte, or, sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { rateLimits } from '@/db/schema/accounts'
import { AppError } from '@/lib/core/errors'
import { networksOf } from './networks'

type Key = { kind: string; subject: string }

/** One thing whose tries are counted, without its name: the table keeps only hashes. */
export type Subject = Key & {
  /** How many failures cost nothing yet. */
  free: number
  /** How many of its failures also count for what it is a part of; later ones only wait for that. */
  tells: number
}

/** Subjects that each are a part of the next one. */
export type Chain = readonly Subject[]

/** A try that was counted before its outcome is known, so that parallel ones cannot slip through. */
export type Try = Subject & { blockedUntil: string | null; count: number; by: 0 | 1 }

/**
 * The sign-in failures at one account, whether it exists or not, of strangers: in each network the first 5 are free. The
 * wider ones and the account as a whole count networks and not failures, so that whoever guesses from one network keeps
 * nobody out but themselves, and whoever guesses from many is slowed by all of them.
 */
export function strangersAt(email: string, address: string): Chain {
  const places = [...networksOf(address), 'anywhere']
  return places.map((place) => subject('sign-in account', `${email}\0${place}`, 5, 1))
}

/** The sign-in failures at one account of somebody it knows (a device, a network, a session): the first 5 are free. */
export function knownAt(account: string, who: string): Chain {
  return [subject('sign-in known', `${account}\0${who}`, 5, 0)]
}

/** The sign-in failures from one address: the first 20 are free, because people share addresses, and more of wider networks. */
export function failuresFrom(address: string): Chain {
  return networksOf(address).map((network, width) => {
    const free = [20, 60, 120][width] ?? 120
    return subject('sign-in address', network, free, free)
  })
}

function subject(kind: string, name: string, free: number, tells: number): Subject {
  return { kind, subject: hashed(name), free, tells }
}

const { count, resetAt, blockedUntil } = rateLimits
const over = lte(resetAt, sql`now()`)
const inAnHour = sql`now() + interval '1 hour'`
// 1, 2, 4 … 60 seconds from the last free failure on.
const delay = (counted: number, free: number) =>
  sql`make_interval(secs => least(60, power(2, least(6, ${count} + ${counted}::int - ${free}::int))))`

/** Refuses (`too_many`) where further tries have to wait; counts nothing. */
export async function refuseBlocked(...subjects: Chain): Promise<void> {
  if (subjects.length === 0) return
  const rows = await database()
    .select({ seconds: secondsUntil(blockedUntil) })
    .from(rateLimits)
    .where(and(or(...subjects.map(isOf)), gt(blockedUntil, sql`now()`), gt(resetAt, sql`now()`)))
  if (rows.length > 0) throw tooMany(Math.max(...rows.map((row) => row.seconds)))
}

/**
 * Counts a try as failed along a chain before it is made, or refuses it (`too_many`) while an earlier one has to be
 * waited for, and then counts nothing.
 */
export async function countAlong(chain: Chain): Promise<Try[]> {
  const tries: Try[] = []
  try {
    for (const subject of chain) {
      const tells = tries.every((part) => part.by === 1 && part.count <= part.tells)
      tries.push(await countTry(subject, tells ? 1 : 0))
    }
    return tries
  } catch (error) {
    await takeBackAll(tries)
    throw error
  }
}

/**
 * Counts a try of one subject as failed (`by` 0: only makes the next one wait), or refuses it (`too_many`). One
 * statement, so that of parallel tries each sees the ones before it. An hour without failure forgets them all.
 */
export async function countTry(subject: Subject, by: 0 | 1 = 1): Promise<Try> {
  const { kind, free } = subject
  const [counted] = await database()
    .insert(rateLimits)
    .values({ kind, subject: subject.subject, count: by, resetAt: inAnHour })
    .onConflictDoUpdate({
      target: [rateLimits.kind, rateLimits.subject],
      set: {
        count: sql`case when ${over} then ${by}::int else ${count} + ${by}::int end`,
        resetAt: inAnHour,
        blockedUntil: sql`case when not ${over} and ${count} + ${by}::int >= ${free}::int then now() + ${delay(by, free)} end`,
      },
      setWhere: sql`${over} or ${blockedUntil} is null or ${blockedUntil} <= now()`,
    })
    .returning({ blockedUntil, count })
  if (counted) return { ...subject, ...counted, by }
  await refuseBlocked(subject)
  // It ended between the two statements.
  throw tooMany(1)
}

/** Takes back counted tries that turned out right, or were never made, and the delays that they alone caused. */
export async function takeBackAll(tries: readonly Try[]): Promise<void> {
  for (const one of tries) {
    await database()
      .update(rateLimits)
      .set({
        count: sql`greatest(0, ${count} - ${one.by}::int)`,
        blockedUntil: sql`nullif(${blockedUntil}, ${one.blockedUntil}::timestamptz)`,
      })
      .where(isOf(one))
  }
}

/** Forgets all failures of subjects. */
export async function forgetTries(subjects: Chain): Promise<void> {
  if (subjects.length > 0)
    await database()
      .delete(rateLimits)
      .where(or(...subjects.map(isOf)))
}

/** Counts a use of something that one address can do so many times an hour; refuses (`too_many`) beyond. */
export async function spend(kind: string, address: string, perHour: number): Promise<void> {
  const key = { kind, subject: hashed(networksOf(address)[0]) }
  const [spent] = await database()
    .insert(rateLimits)
    .values({ ...key, count: 1, resetAt: inAnHour })
    .onConflictDoUpdate({
      target: [rateLimits.kind, rateLimits.subject],
      set: {
        count: sql`case when ${over} then 1 else ${count} + 1 end`,
        resetAt: sql`case when ${over} then ${inAnHour} else ${resetAt} end`,
      },
      setWhere: sql`${over} or ${count} < ${perHour}::int`,
    })
    .returning({ count })
  if (spent) return
  throw tooMany(await secondsLeft(key))
}

/**
 * Takes the price of one piece of costly work, however it ends: `atOnce` of them, then one more each `every` seconds.
 * Refuses (`too_many`) where none is left. The row says when all of them are back.
 */
export async function charge(
  kind: string,
  name: string,
  { atOnce, every }: { atOnce: number; every: number },
): Promise<void> {
  const key = { kind, subject: hashed(name) }
  const from = sql`greatest(${resetAt}, now())`
  const room = sql`now() + make_interval(secs => ${every * (atOnce - 1)}::int)`
  const [charged] = await database()
    .insert(rateLimits)
    .values({ ...key, count: 1, resetAt: sql`now() + make_interval(secs => ${every}::int)` })
    .onConflictDoUpdate({
      target: [rateLimits.kind, rateLimits.subject],
      set: { resetAt: sql`${from} + make_interval(secs => ${every}::int)` },
      setWhere: sql`${from} <= ${room}`,
    })
    .returning({ count })
  if (charged) return
  throw tooMany(Math.max(1, (await secondsLeft(key)) - every * (atOnce - 1)))
}

async function secondsLeft(key: Key): Promise<number> {
  const [row] = await database()
    .select({ seconds: secondsUntil(resetAt) })
    .from(rateLimits)
    .where(isOf(key))
  return row?.seconds ?? 1
}

const sweepEvery = 10 * 60_000
let sweptAt = 0

/** Now and then removes counts that are over; to be called after something was counted. */
export async function sweepRateLimits(): Promise<void> {
  if (Date.now() - sweptAt < sweepEvery) return
  sweptAt = Date.now()
  await database().delete(rateLimits).where(over)
}

/** The condition that finds a row. */
export function isOf({ kind, subject }: Key) {
  return and(eq(rateLimits.kind, kind), eq(rateLimits.subject, subject))
}

function secondsUntil(column: Column) {
  return sql<number>`greatest(1, ceil(extract(epoch from ${column} - now())))::int`
}

/** What the table keeps in place of a name. */
export function hashed(name: string): string {
  return createHash('sha256').update(`trackthatmoney rate limit\0${name}`).digest('hex')
}

/** The refusal of whoever has to wait so many seconds. */
export function tooMany(seconds: number): AppError {
  const [size, unit] = seconds < 100 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute']
  const wait = `${size} ${unit}${size === 1 ? '' : 's'}`
  return new AppError('too_many', `Too many tries. Wait ${wait}, then try again.`, {
    retryAfter: seconds,
  })
}
