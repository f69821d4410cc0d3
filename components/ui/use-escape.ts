import { useEffect } from 'react'

/**
 * Calls `onEscape`, which stays the same between renders, when Escape is pressed and nothing nearer took it; not while a
 * word is still being composed.
 */
export function useEscape(onEscape: (() => void) | undefined): void {
  useEffect(() => {
    if (!onEscape) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
      // A dialog over it closes first, by itself.
      if (document.querySelector('dialog[open]')) return
      event.preventDefault()
      onEscape()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [onEscape])
}
