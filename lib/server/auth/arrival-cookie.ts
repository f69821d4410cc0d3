import 'server-only'
import { cookies } from 'next/headers'
import {
  cookieBearer,
  cookieName,
  cookieSeconds,
  cookiesOf,
  mostTried,
  secureCookies,
} from './session-cookie'
import { sessionCtx } from './session-ctx'
import { type Bearer, signedToken } from './signed-token'

/** Who has just signed in on a browser, and whether their data may stay on it; nobody's id where they signed out. */
export type Arrival = { userId: string; keep: boolean }

const kinds = ['keep', 'leave', 'left'] as const

/** What the cookie holds: of which session it tells, and what. */
const tokens = Object.fromEntries(
  kinds.map((kind) => [
    kind,
    signedToken({
      typ: `arrival-${kind}+jwt`,
      audience: 'trackthatmoney-arrival',
      seconds: cookieSeconds,
    }),
  ]),
) as Record<(typeof kinds)[number], ReturnType<typeof signedToken>>

/**
 * Tells the app in this browser who has just signed in and whether their data may stay on the device, so that it can act
 * before it shows anything. The app asks about the cookie at its next start (lib/client/page/arrival.ts).
 */
export function tellArrival(session: Bearer, keep: boolean): Promise<void> {
  return tell(session, keep ? 'keep' : 'leave')
}

/** Tells the app in this browser that its person has signed out by a plain page, so that their data has to go. */
export function tellDeparture(session: Bearer): Promise<void> {
  return tell(session, 'left')
}

async function tell(session: Bearer, kind: (typeof kinds)[number]): Promise<void> {
  const jar = await cookies()
  const everywhere = { path: '/', sameSite: 'lax', secure: secureCookies() } as const
  // Whoever arrives takes the place of those before.
  for (const { name } of jar.getAll()) if (isArrival(name)) jar.delete({ name, ...everywhere })
  jar.set(nameOf(session), await tokens[kind].sign(session), {
    ...everywhere,
    // A browser without scripts may come back to the app much later.
    maxAge: cookieSeconds,
  })
}

/** Of each session one: an answer that takes an arrival away must not take a later one with it. */
function nameOf({ sessionId }: Bearer): string {
  return `${cookieName('arrived')}-${sessionId.slice(-12)}`
}

function isArrival(name: string): boolean {
  return name === cookieName('arrived') || name.startsWith(`${cookieName('arrived')}-`)
}

/** The names of the arrival cookies of a Cookie header, each once. */
export function arrivalNames(header: string | null): string[] {
  return [...new Set(cookiesOf(header, isArrival).map(({ name }) => name))]
}

/**
 * What the arrival cookies of a Cookie header tell, where they are ours and still true: their session is the browser's, or
 * it is over and the browser has none. Whatever else stands under such a name tells nothing.
 */
export async function readArrival(header: string | null): Promise<Arrival | undefined> {
  const now = await cookieBearer(header)
  const ctx = now && (await sessionCtx(now.sessionId, now.userId, 'form'))
  const own = now && nameOf(now)
  const found = cookiesOf(header, isArrival)
  // That of the session first: a neighbour may have planted many.
  found.sort((a, b) => Number(b.name === own) - Number(a.name === own))
  for (const { value } of found.slice(0, mostTried)) {
    for (const kind of kinds) {
      const told = await tokens[kind].read(value)
      if (!told) continue
      const { userId, sessionId } = told
      if (kind !== 'left' && ctx?.sessionId === sessionId) return { userId, keep: kind === 'keep' }
      if (kind === 'left' && !ctx && !(await sessionCtx(sessionId, userId, 'form'))) {
        return { userId: '', keep: false }
      }
    }
  }
  return undefined
}
