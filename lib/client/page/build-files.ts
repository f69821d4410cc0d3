import { inTab } from './kept-values'

const key = 'ttm-reloaded-for-files'
/** In milliseconds. */
const notAgainFor = 60_000
/** In milliseconds. */
const pause = 5000

/**
 * Loads the page anew where it failed because a file of its build is no longer on the server, which happens when the
 * app is replaced under a page that is open. At most once in a minute, so never in a loop.
 */
export function reloadIfStale(error: unknown): void {
  if (!isMissingFile(error) || !mayReload()) return
  window.location.reload()
}

/**
 * What `load` loads of this build's files. Where a file cannot come for want of a network, it waits for one and tries
 * again; rejects as `load` does where the server has no such file.
 */
export async function untilLoaded<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load()
    } catch (error) {
      if (!(await isOutOfReach(error))) throw error
      await networkOrPause()
    }
  }
}

/** `request` is webpack's name for the address of a file that did not come. */
function isOutOfReach(error: unknown): Promise<boolean> | boolean {
  const { request } = (error ?? {}) as { request?: string }
  if (!isMissingFile(error) || !request) return false
  return fetch(request, { method: 'HEAD' }).then(
    // Anything else that answers in place of the file is not the server.
    ({ status }) => status !== 404,
    () => true,
  )
}

function networkOrPause(): Promise<unknown> {
  return new Promise((go) => {
    addEventListener('online', go, { once: true, signal: AbortSignal.timeout(pause) })
    setTimeout(go, pause)
  })
}

function isMissingFile(error: unknown): boolean {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown }
  return name === 'ChunkLoadError' || code === 'CSS_CHUNK_LOAD_FAILED'
}

function mayReload(): boolean {
  const last = Number(inTab.read(key) ?? 0)
  // A browser that remembers nothing could do it for ever.
  return Date.now() - last >= notAgainFor && inTab.keep(key, String(Date.now()))
}
