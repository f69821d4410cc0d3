import 'server-only'
import { AppError } from '@/lib/core/errors'
import { config } from './config'

/**
 * Refuses (`cross_origin`) a request that acts by cookie unless its browser shows that it comes from our own pages:
 * by Sec-Fetch-Site, else by Origin, else by Referer, which is all that text browsers send.
 */
export function requireSameOrigin(headers: Pick<Headers, 'get'>): void {
  if (isSameOrigin(headers, config().appUrl)) return
  throw new AppError('cross_origin', 'The request did not come from a page of this site.')
}

/** Whether a request's headers show that it comes from the site itself: from its Host, or from APP_URL. */
export function isSameOrigin(headers: Pick<Headers, 'get'>, appUrl: string | undefined): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const from = headers.get('origin') ?? headers.get('referer')
  if (from === null || !URL.canParse(from)) return false
  const { origin, host, protocol } = new URL(from)
  if (protocol !== 'http:' && protocol !== 'https:') return false
  if (appUrl !== undefined && origin === new URL(appUrl).origin) return true
  return host === hostOf(headers.get('host'), protocol)
}

// Parsed as the other side was, so that a default port or capitals make no difference.
function hostOf(host: string | null, protocol: string): string | undefined {
  const url = `${protocol}//${host}`
  return host && /^[\w.:[\]-]+$/.test(host) && URL.canParse(url) ? new URL(url).host : undefined
}
