import { useEffect } from 'react'

/** Not in TypeScript's own list yet; only some browsers have it. */
declare const CloseWatcher: { new (): EventTarget & { destroy: () => void } }

/** Calls `onBack`, which stays the same between renders, when Back is pressed on a phone whose browser asks pages first. */
export function useBack(onBack: (() => void) | undefined): void {
  useEffect(() => {
    if (!onBack || !('CloseWatcher' in window)) return
    const watcher = new CloseWatcher()
    watcher.addEventListener('close', onBack)
    return () => watcher.destroy()
  }, [onBack])
}
