import { useEffect, useSyncExternalStore } from 'react'
import { addressOf, leftPanel, noteLeft, onLeft, showsPanel } from './panel-address'

/** As `showsPanel`, of the address that is drawn: a panel that was left goes at once, with what was saved in it. */
export function useShowsPanel(path: string, query: URLSearchParams): boolean {
  const left = useSyncExternalStore(onLeft, leftPanel, () => undefined)
  const address = addressOf(path, query)
  useEffect(() => {
    if (left !== address) noteLeft(undefined)
  }, [left, address])
  return showsPanel(path, query) && left !== address
}
