import { type AppPage, appPageAt, entryPath, installFiles, pageIcons } from '@/lib/core/app-pages'

/** How the worker answers a request. */
export type Plan =
  /** A screen of the app, kept with its headers. */
  | { kind: 'page'; page: AppPage }
  /** What the router asks for when a link leads to a screen. */
  | { kind: 'payload'; page: AppPage }
  /** What the router would like to know of a screen beforehand; it is here anyway. */
  | { kind: 'prefetch' }
  /** A file of the build, an icon, or what says how the app is installed. */
  | { kind: 'file'; path: string }
  /** Any other page: only the server can make it. */
  | { kind: 'other-page' }

const besides: ReadonlySet<string> = new Set([...pageIcons, ...installFiles])

type Asked = { method: string; url: string; mode: string; headers: { has(name: string): boolean } }

/**
 * How the worker answers a request to `origin`; undefined where it keeps out of it, which it always does with `/api`,
 * with the way in and with whatever changes something.
 */
export function planOf({ method, url, mode, headers }: Asked, origin: string): Plan | undefined {
  const { origin: asked, pathname: path } = new URL(url)
  if (method !== 'GET' || asked !== origin || path === '/api' || path.startsWith('/api/')) return
  if (path === entryPath) return
  if (path.startsWith('/_next/static/') || besides.has(path)) {
    return { kind: 'file', path }
  }
  const page = appPageAt(path)
  if (mode === 'navigate') return page ? { kind: 'page', page } : { kind: 'other-page' }
  if (!page || !headers.has('rsc')) return
  const ahead = headers.has('next-router-prefetch') || headers.has('next-router-segment-prefetch')
  return ahead ? { kind: 'prefetch' } : { kind: 'payload', page }
}
