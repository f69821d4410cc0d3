import 'server-only'
import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { and, type Column, eq, gt, lte, or, sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { rateLimits } from '@/db/schema/accounts'
import { AppError } from '@/lib/core/errors'

type Key = { kind: string; subject: string }

/** One thing whose tries are counted, without its name: the table keeps only hashes. */
export type Subject = Key & { free: number }

/** A try that was counted before its outcome is known, so that parallel ones cannot slip through. */
export type Try = Subject & { blockedUntil: string | null }

/** The sign-in failures of one account, whether it exists or not: the first 5 are free. */
export function accountSubject(email: string): Subject {
  return { kind: 'sign-in account', subject: hashed(email), free: 5 }
}

/** The sign-in failures from one address: the first 20 are free, because people share addresses. */
export function addressSubject(address: string): Subject {
  return { kind: 'sign-in address', subject: hashed(network(address)), free: 20 }
}

const { count, resetAt, blockedUntil } = rateLimits
const over = lte(resetAt, sql`now()`)
const inAnHour = sql`now() + interval '1 hour'`
// 1, 2, 4 … 60 seconds from the last free failure on.
const delay = (free: number) =>
  sql`make_interval(secs => least(60, power(2, least(6, ${count} + 1 - ${free}::int))))`

/** Refuses (`too_many`) where further tries have to wait; counts nothing. */
export async function refuseBlocked(...subjects: Subject[]): Promise<void> {
  const rows = await database()
    .select({ seconds: secondsUntil(blockedUntil) })
    .from(rateLimits)
    .where(and(or(...subjects.map(isOf)), gt(blockedUntil, sql`now()`), gt(resetAt, sql`now()`)))
  if (rows.length > 0) throw tooMany(Math.max(...rows.map((row) => row.seconds)))
}

/**
 * Counts a try as failed before it is made, or refuses it (`too_many`) while an earlier one has to be waited for.
 * One statement, so that of parallel tries each sees the ones before it. An hour without failure forgets them all.
 */
export async function countTry(subject: Subject): Promise<Try> {
  const { kind, free } = subject
  const [counted] = await database()
    .insert(rateLimits)
    .values({ kind, subject: subject.subject, count: 1, resetAt: inAnHour })
    .onConflictDoUpdate({
      target: [rateLimits.kind, rateLimits.subject],
      set: {
        count: sql`case when ${over} then 1 else ${count} + 1 end`,
        resetAt: inAnHour,
        blockedUntil: sql`case when not ${over} and ${count} + 1 >= ${free}::int then now() + ${delay(free)} end`,
      },
      setWhere: sql`${over} or ${blockedUntil} is null or ${blockedUntil} <= now()`,
    })
    .returning({ blockedUntil })
  if (counted) return { ...subject, ...counted }
  await refuseBlocked(subject)
  // It ended between the two statements.
  throw tooMany(1)
}

/** Takes back a counted try that turned out right, or was never made, and the delay that it alone caused. */
export async function takeBack(one: Try): Promise<void> {
  await database()
    .update(rateLimits)
    .set({
      count: sql`greatest(0, ${count} - 1)`,
      blockedUntil: sql`nullif(${blockedUntil}, ${one.blockedUntil}::timestamptz)`,
    })
    .where(isOf(one))
}

/** Forgets all failures of a subject. */
export async function forgetTries(subject: Subject): Promise<void> {
  await database().delete(rateLimits).where(isOf(subject))
}

/** Counts a use of something that one address can do so many times an hour; refuses (`too_many`) beyond. */
export async function spend(kind: string, address: string, perHour: number): Promise<void> {
  const subject = { kind, subject: hashed(network(address)) }
  const [spent] = await database()
    .insert(rateLimits)
    .values({ ...subject, count: 1, resetAt: inAnHour })
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
  const [row] = await database()
    .select({ seconds: secondsUntil(resetAt) })
    .from(rateLimits)
    .where(isOf(subject))
  throw tooMany(row?.seconds ?? 1)
}

const sweepEvery = 10 * 60_000
let sweptAt = 0

/** Now and then removes counts that are over; to be called after something was counted. */
export async function sweepRateLimits(): Promise<void> {
  if (Date.now() - sweptAt < sweepEvery) return
  sweptAt = Date.now()
  await database().delete(rateLimits).where(over)
}

function isOf({ kind, subject }: Key) {
  return and(eq(rateLimits.kind, kind), eq(rateLimits.subject, subject))
}

function secondsUntil(column: Column) {
  return sql<number>`greatest(1, ceil(extract(epoch from ${column} - now())))::int`
}

function hashed(name: string): string {
  return createHash('sha256').update(`trackthatmoney rate limit\0${name}`).digest('hex')
}

/** What one subscriber has: an IPv4 address, or the first half of an IPv6 one. */
export function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (!isIPv6(address)) return address
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  if (tail !== undefined)
    groups.push(...Array(8 - groups.length - after.length).fill('0'), ...after)
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

function tooMany(seconds: number): AppError {
  const [size, unit] = seconds < 100 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute']
  const wait = `${size} ${unit}${size === 1 ? '' : 's'}`
  return new AppError('too_many', `Too many tries. Wait ${wait}, then try again.`, {
    retryAfter: seconds,
  })
}
