const key = 'ttm-reloaded-for-files'
/** In milliseconds. */
const notAgainFor = 60_000

/**
 * Loads the page anew where it failed because a file of its build is no longer on the server, which happens when the
 * app is replaced under a page that is open. At most once in a minute, so never in a loop.
 */
export function reloadIfStale(error: unknown): void {
  if (!isMissingFile(error) || !mayReload()) return
  window.location.reload()
}

function isMissingFile(error: unknown): boolean {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown }
  return name === 'ChunkLoadError' || code === 'CSS_CHUNK_LOAD_FAILED'
}

function mayReload(): boolean {
  try {
    const last = Number(sessionStorage.getItem(key) ?? 0)
    if (Date.now() - last < notAgainFor) return false
    sessionStorage.setItem(key, String(Date.now()))
    return true
  } catch {
    // A browser that remembers nothing could do it for ever.
    return false
  }
}
