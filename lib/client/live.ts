/** What a device does when it hears of news. */
type Heard = { rev: (space: string, rev: number) => void; missed: () => void }

const retryClosed = 30_000

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
 * nobody sees must not hold one of them. It asks for what it missed when it is seen again (see lib/client/device.ts).
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
  const source = new EventSource('/api/sync/live')
  let next: (() => void) | undefined
  let stopped = false
  source.addEventListener('rev', (event) => {
    const { space, rev } = JSON.parse(event.data) as { space: string; rev: number }
    heard.rev(space, rev)
  })
  source.addEventListener('spaces', () => heard.missed())
  source.addEventListener('over', () => {
    source.close()
    heard.missed()
  })
  source.addEventListener('error', () => {
    // It connects again by itself, unless the server refused.
    if (source.readyState !== EventSource.CLOSED) return
    setTimeout(() => {
      if (!stopped) next = openNews(heard)
    }, retryClosed)
  })
  return () => {
    stopped = true
    source.close()
    next?.()
  }
}
