/** Where people go after signing in, unless they were on their way elsewhere. */
export const homePath = '/'

/**
 * Where to go after signing in, of what a link or form says: a path of this site, or the usual place. Whatever a
 * browser could read as another site ("//host", "/\host", a tab inside) is not a path of this site.
 */
export function nextPath(next: unknown): string {
  if (typeof next !== 'string' || next.length > 2000) return homePath
  if (!/^\/(?![/\\])[\u0021-\u005b\u005d-\u007e]*$/.test(next)) return homePath
  return next
}
