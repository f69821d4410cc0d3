/** What a device does when it hears of news. */
export type Heard = { rev: (space: string, rev: number) => void; missed: () => void }

/** In milliseconds. */
const retryClosed = 30_000
/** In milliseconds. */
const longestWait = 60_000

/** Listens to the server's event stream for as long as the page lives; one tab of a device does, the others take over. */
export function listenForNews(heard: Heard): void {
  const { locks } = navigator
  if (!locks) {
    whileSeen(heard)
    return
  }
  // Held until the tab goes: the promise never ends.
  void locks.request('ttm-live', () => {
    openNews(heard)
    return new Promise(() => {})
  })
}

/**
 * Over plain http tabs cannot agree on one of them, and a browser opens six connections to a server at most: a tab that
 * nobody sees must not hold one of them. It asks for what it missed when it is seen again (see lib/client/device/browser.ts).
 */
function whileSeen(heard: Heard): void {
  let close: (() => void) | undefined
  const follow = () => {
    close?.()
    close = document.visibilityState === 'visible' ? openNews(heard) : undefined
  }
  follow()
  document.addEventListener('visibilitychange', follow)
}

/** Answers how to stop. */
function openNews(heard: Heard): () => void {
  let source: EventSource | undefined
  const open = () => {
    source?.close()
    const opened = new EventSource('/api/sync/live')
    source = opened
    opened.addEventListener('rev', (event) => {
      const { space, rev } = JSON.parse(event.data) as { space: string; rev: number }
      heard.rev(space, rev)
    })
    opened.addEventListener('spaces', () => heard.missed())
    opened.addEventListener('over', () => {
      opened.close()
      heard.missed()
    })
  }
  open()
  // It connects again by itself, unless the server refused, or it was closed by whatever.
  const timer = setInterval(() => {
    if (source?.readyState === EventSource.CLOSED) open()
  }, retryClosed)
  // It may seem to be open and be dead for long.
  const stopThaw = whenThawed(open)
  return () => {
    clearInterval(timer)
    stopThaw()
    source?.close()
  }
}

/** Runs `work` whenever the page goes on after it was frozen or set aside; answers how to call it off. */
export function whenThawed(work: () => void): () => void {
  const thaw = (event: Event) => {
    if (event.type === 'resume' || (event as PageTransitionEvent).persisted) work()
  }
  document.addEventListener('resume', thaw)
  addEventListener('pageshow', thaw)
  return () => {
    document.removeEventListener('resume', thaw)
    removeEventListener('pageshow', thaw)
  }
}

/**
 * Runs work while no other tab of this device runs its own. One that holds on for too long may stand still: then it is
 * not waited for, as nothing is lost where two work at once.
 */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return work()
  let begun = false
  const begin = () => {
    begun = true
    return work()
  }
  try {
    const signal = AbortSignal.timeout(longestWait)
    return await navigator.locks.request('ttm-sync', { signal }, begin)
  } catch (error) {
    if (begun) throw error
    return work()
  }
}
