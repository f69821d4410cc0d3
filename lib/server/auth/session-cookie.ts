import 'server-only'
import { config } from './config'
import { signedToken } from './signed-token'

/** How long a browser keeps the cookie, in seconds: as long as browsers allow. The session's row ends it earlier. */
export const cookieSeconds = 400 * 24 * 60 * 60

/** What the session cookie holds. */
export const cookieToken = signedToken({
  typ: 'session+jwt',
  audience: 'trackthatmoney-browser',
  seconds: cookieSeconds,
})

/** Whether cookies are for https only: where the public address says so. */
export function secureCookies(): boolean {
  return config().appUrl?.startsWith('https:') ?? false
}

type CookieName = 'session' | 'csrf' | 'callback' | 'device'

/** The name of one of our cookies; on https it carries the prefix that keeps other hosts from setting it. */
export function cookieName(name: CookieName): string {
  return `${secureCookies() ? '__Host-' : ''}ttm-${name}`
}

/** The session cookie of a Cookie header; undefined where there is none. */
export function sessionCookieOf(header: string | null): string | undefined {
  return cookieOf(header, 'session')
}

/** One of our cookies in a Cookie header; undefined where it is not there. */
export function cookieOf(header: string | null, name: CookieName): string | undefined {
  if (!header) return undefined
  const start = `${cookieName(name)}=`
  for (const part of header.split(';')) {
    const cookie = part.trim()
    if (cookie.startsWith(start)) return cookie.slice(start.length)
  }
  return undefined
}

/** A Set-Cookie header that makes the browser forget the session cookie. */
export function expiredSessionCookie(): string {
  const secure = secureCookies() ? '; Secure' : ''
  return `${cookieName('session')}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`
}
