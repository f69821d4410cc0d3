import 'server-only'
import { AppError } from '@/lib/core/errors'
import { config } from './config'

type From = Pick<Headers, 'get'>

/**
 * Refuses (`cross_origin`) a request that acts by cookie unless its browser shows that it comes from our own pages:
 * by Sec-Fetch-Site, else by Origin, else by Referer, which is all that text browsers send.
 */
export function requireSameOrigin(headers: From): void {
  const { appUrl } = config()
  if (!isSameOrigin(headers, appUrl)) throw crossOrigin(headers, appUrl)
}

/** Whether a request's headers show that it comes from the site itself: from its host, or from APP_URL. */
export function isSameOrigin(headers: From, appUrl: string | undefined): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const from = originOf(headers)
  return from !== undefined && isOurs(from, headers, appUrl)
}

/** As `isSameOrigin`, for a form that a page sends by itself: where it names its origin, that has to be ours as well. */
export function isOwnForm(headers: From, appUrl: string | undefined): boolean {
  const named = headers.get('origin')
  if (named === null || named === 'null') return isSameOrigin(headers, appUrl)
  const from = originOf(headers)
  return from !== undefined && isOurs(from, headers, appUrl)
}

/**
 * The refusal of a request from elsewhere. Where it may well be from our own pages, and only the proxy in front has put another
 * name in the place of theirs, it says so, and the log does: only who runs the server can mend that.
 */
export function crossOrigin(headers: From, appUrl: string | undefined): AppError {
  const from = originOf(headers)
  const site = headers.get('sec-fetch-site') ?? 'same-origin'
  if (!from || site !== 'same-origin' || isOurs(from, headers, appUrl)) {
    return new AppError('cross_origin', 'The request did not come from a page of this site.')
  }
  const host = headers.get('host')?.slice(0, 100) || 'nothing'
  const known = appUrl === undefined ? `as ${host}` : `as ${host}, and APP_URL is ${appUrl}`
  const detail = `The request came from a page of ${from.origin}, but reached the server ${known}. If people reach it by ${from.origin}, set APP_URL=${from.origin} and start it again, or let the proxy in front pass on Host as it is.`
  console.info(detail)
  return new AppError('cross_origin', detail)
}

function originOf(headers: From): URL | undefined {
  const from = headers.get('origin') ?? headers.get('referer')
  if (from === null || !URL.canParse(from)) return undefined
  const url = new URL(from)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined
}

// X-Forwarded-Host reaches this only from proxies that are believed; each of them may have added its own.
function isOurs({ origin, host, protocol }: URL, headers: From, appUrl?: string): boolean {
  if (appUrl !== undefined && origin === new URL(appUrl).origin) return true
  const forwarded = headers.get('x-forwarded-host')?.split(',') ?? []
  return [headers.get('host'), ...forwarded].some((name) => hostOf(name, protocol) === host)
}

// Parsed as the other side was, so that a default port or capitals make no difference.
function hostOf(name: string | null, protocol: string): string | undefined {
  const host = name?.trim()
  const url = `${protocol}//${host}`
  return host && /^[\w.:[\]-]+$/.test(host) && URL.canParse(url) ? new URL(url).host : undefined
}
