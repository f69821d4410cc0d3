/** What a device does when it hears of news. */
type Heard = { rev: (space: string, rev: number) => void; missed: () => void }

const retryClosed = 30_000

/** Listens to the server's event stream for as long as the page lives; one tab of a device does, the others take over. */
export function listenForNews(heard: Heard): void {
  const { locks } = navigator
  if (!locks) {
    openNews(heard)
    return
  }
  // Held until the tab goes: the promise never ends.
  void locks.request('ttm-live', () => {
    openNews(heard)
    return new Promise(() => {})
  })
}

function openNews(heard: Heard): void {
  const source = new EventSource('/api/sync/live')
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
    if (source.readyState === EventSource.CLOSED) setTimeout(() => openNews(heard), retryClosed)
  })
}
