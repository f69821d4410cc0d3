import 'server-only'
import { cookies } from 'next/headers'
import { cookieSeconds, secureCookies } from './session-cookie'

/**
 * Tells the app in this browser who has just signed in and whether their data may stay on the device, so that it can act
 * before it shows anything, also without the network. The app takes the cookie at its next start (lib/client/keep.ts).
 */
export function tellArrival(userId: string, keep: boolean): Promise<void> {
  return tell(`${userId}.${keep ? 'keep' : 'leave'}`)
}

/** Tells the app in this browser that its person has signed out by a plain page, so that their data has to go. */
export function tellDeparture(): Promise<void> {
  return tell('.leave')
}

async function tell(what: string): Promise<void> {
  const jar = await cookies()
  jar.set('ttm-arrived', what, {
    path: '/',
    sameSite: 'lax',
    secure: secureCookies(),
    // A browser without scripts may come back to the app much later.
    maxAge: cookieSeconds,
  })
}
