import 'server-only'
import { createHash } from 'node:crypto'
import { firstScript } from '@/lib/core/first-script'

/** What the headers of one answer depend on. */
export type HeaderContext = {
  /** What may run: scripts with this nonce, or, on a page made at build time, those with these hashes. */
  scripts: { nonce: string } | { hashes: readonly string[] }
  /** True when people reach the server by https. */
  https: boolean
  /** True where browsers trust the origin: https or this very machine. Elsewhere they complain of what they ignore. */
  trusted: boolean
  /** True in development, where the tools evaluate code. */
  dev: boolean
}

/** The one inline script that every page has; a page made for each request does not write its nonce on it. */
const firstHash = `'sha256-${createHash('sha256').update(firstScript).digest('base64')}'`

/** The Content-Security-Policy of one answer; also tells Next which nonce its scripts carry. */
export function contentSecurityPolicy({
  scripts,
  dev,
}: Pick<HeaderContext, 'scripts' | 'dev'>): string {
  const allowed =
    'nonce' in scripts
      ? [`'nonce-${scripts.nonce}'`, "'strict-dynamic'", firstHash]
      : scripts.hashes.map((hash) => `'${hash}'`)
  return [
    "default-src 'self'",
    ["script-src 'self'", ...allowed, ...(dev ? ["'unsafe-eval'"] : [])].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join('; ')
}

/** The security headers that every answer carries, whoever writes it. */
export function securityHeaders(context: HeaderContext): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(context),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    ...(context.trusted && { 'Cross-Origin-Opener-Policy': 'same-origin' }),
    'Permissions-Policy':
      'camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()',
    ...(context.https && { 'Strict-Transport-Security': 'max-age=31536000' }),
  }
}

/**
 * The Cache-Control of an answer. Only what is the same for everybody may be kept: the build's
 * static files and the public folder. Everything else is personal.
 */
export function cacheControl(path: string, shared: ReadonlySet<string>, wanted?: string): string {
  const asWanted = wanted ?? 'public, max-age=0'
  // Browsers ask for it to learn of a new version.
  if (path === '/sw.js') return 'no-cache'
  if (path.startsWith('/_next/static/') || shared.has(path)) return asWanted
  // Kept as it is, so that a stream can add no-transform.
  return wanted?.includes('no-store') ? wanted : 'no-store'
}
