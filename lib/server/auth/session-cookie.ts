import 'server-only'
import { config } from './config'
import { secretFor } from './keys'
import { type Bearer, signedToken } from './signed-token'

/** How long a browser keeps the cookie, in seconds: as long as browsers allow. The session's row ends it earlier. */
export const cookieSeconds = 400 * 24 * 60 * 60

/** How many cookies of one name are looked at. */
export const mostTried = 8

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

type CookieName = 'session' | 'csrf' | 'callback' | 'arrived' | 'device'

/**
 * The name of one of our cookies. It carries the instance, since browsers give the cookies of a host to all of its ports; on
 * https also the prefix that keeps other hosts from setting it.
 */
export function cookieName(name: CookieName): string {
  return `${prefix()}ttm-${instance()}-${name}`
}

function prefix(): string {
  return secureCookies() ? '__Host-' : ''
}

/** What several servers of one database share, and two beside each other do not: secret and place of the data. */
function instance(): string {
  const { databaseUrl, dataDir } = config()
  const place = databaseUrl === undefined ? dataDir : /^\w+:\/\/[^/]*([^?]*)/.exec(databaseUrl)?.[1]
  return secretFor(`instance ${place}`).slice(0, 8)
}

/** All our cookies of a name in a Cookie header: whoever else sets cookies for the host can add some. */
export function cookiesOf(header: string | null, isName: (name: string) => boolean): Cookie[] {
  return (header ?? '').split(';').flatMap((part) => {
    const [, name = '', value = ''] = /^\s*([^=\s]+)=(.*?)\s*$/.exec(part) ?? []
    return isName(name) ? [{ name, value }] : []
  })
}

type Cookie = { name: string; value: string }

function cookieValuesOf(header: string | null, isName: (name: string) => boolean): string[] {
  return cookiesOf(header, isName).map(({ value }) => value)
}

/** One of our cookies in a Cookie header; undefined where it is not there. */
export function cookieOf(header: string | null, name: CookieName): string | undefined {
  const own = cookieName(name)
  return cookieValuesOf(header, (one) => one === own)[0]
}

/** What may be the session cookie of a Cookie header: the one of our name first. */
export function sessionCookiesOf(header: string | null): string[] {
  const own = cookieName('session')
  // Older versions had another name, and so had this instance where its data was elsewhere; the signature decides.
  const alike = new RegExp(`^${prefix()}ttm-([\\w-]{8}-)?session$`)
  const others = cookieValuesOf(header, (name) => name !== own && alike.test(name))
  return [...cookieValuesOf(header, (name) => name === own), ...others]
}

/** Whose session the cookie of a Cookie header names; undefined where none of that name is ours. It may be over. */
export async function cookieBearer(header: string | null): Promise<Bearer | undefined> {
  for (const value of sessionCookiesOf(header).slice(0, mostTried)) {
    const bearer = await cookieToken.read(value)
    if (bearer) return bearer
  }
  return undefined
}

/** A Set-Cookie header that makes the browser forget one of our cookies, by its whole name. */
export function expiredCookie(name: string): string {
  const secure = secureCookies() ? '; Secure' : ''
  return `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`
}
