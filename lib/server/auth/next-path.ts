/** Where people go after signing in, unless they were on their way elsewhere. */
export const homePath = '/'

/**
 * Where to go after signing in, of what a link or form says: a path of this site, or the usual place. Whatever a browser
 * or a proxy could read as another site ("//host", "/\host", "/.//host", "/%2f/host", a tab inside) is not one.
 */
export function nextPath(next: unknown): string {
  if (typeof next !== 'string' || next.length > 2000) return homePath
  if (!/^\/[\u0021-\u005b\u005d-\u007e]*$/.test(next)) return homePath
  const site = 'http://this.site'
  const url = URL.canParse(next, site) ? new URL(next, site) : undefined
  if (url?.origin !== site || !isPlain(url.pathname)) return homePath
  return url.pathname + url.search + url.hash
}

/** Whether a path stays one however often it is decoded on its way. */
function isPlain(path: string): boolean {
  if (/^\/@|\\|\/\/|\p{Cc}/u.test(path)) return false
  try {
    const decoded = decodeURIComponent(path)
    return decoded === path || isPlain(decoded)
  } catch {
    return false
  }
}
