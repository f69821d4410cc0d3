import 'server-only'
import { cookies } from 'next/headers'
import { cookieSeconds, secureCookies } from './session-cookie'

/**
 * Tells the app in this browser who has just signed in and whether their data may stay on the device, so that it can act
 * before it shows anything, also without the network. The app takes the cookie at its next start (lib/client/keep.ts).
 */
export async function tellArrival(userId: string, keep: boolean): Promise<void> {
  const jar = await cookies()
  jar.set('ttm-arrived', `${userId}.${keep ? 'keep' : 'leave'}`, {
    path: '/',
    sameSite: 'lax',
    secure: secureCookies(),
    // A browser without scripts may come back to the app much later.
    maxAge: cookieSeconds,
  })
}
