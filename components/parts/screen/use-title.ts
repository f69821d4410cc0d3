import { useLayoutEffect } from 'react'

/**
 * Names the page by what it shows, for as long as it does; does nothing while something else does. Panels come and go
 * without a visit to the server, and the router brings back the title of the page that was loaded, now and then late.
 */
export function useTitle(title: string | undefined): void {
  useLayoutEffect(() => {
    if (title === undefined) return
    const name = () => {
      const full = `${title} · TrackThatMoney`
      if (document.title !== full) document.title = full
    }
    name()
    const renamed = new MutationObserver(name)
    renamed.observe(document.head, { childList: true, characterData: true, subtree: true })
    return () => renamed.disconnect()
  }, [title])
}
