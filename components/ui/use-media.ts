'use client'

import { useSyncExternalStore } from 'react'

/** From where a panel stands beside the list: the same as Tailwind's `lg`. */
const wide = '(min-width: 64rem)'
/** The same as Tailwind's `pointer-coarse`. */
const coarse = '(pointer: coarse)'

/** How many lines of text a window must have for keys of our own to leave room beside them. */
const linesForKeys = 30

/** Whether the window has room for a list beside its detail; false until scripts run. */
export function useWide(): boolean {
  return useMedia(wide)
}

/** Whether it is fingers that point here; false until scripts run. */
export function useTouch(): boolean {
  return useMedia(coarse)
}

/** Whether there is a touch screen with room for keys that we draw, in whichever size its text is; false until scripts run. */
export function useRoomForKeys(): boolean {
  return useSyncExternalStore(onResize, hasRoomForKeys, () => false)
}

function onResize(changed: () => void): () => void {
  addEventListener('resize', changed)
  // A page's text can be enlarged without a resize: what is as wide as a letter is high tells of it.
  const letter = document.body.appendChild(document.createElement('i'))
  letter.style.cssText = 'position:fixed;width:1rem'
  const observer = new ResizeObserver(changed)
  observer.observe(letter)
  return () => {
    removeEventListener('resize', changed)
    observer.disconnect()
    letter.remove()
  }
}

// A media query would know the browser's text size alone, not what the page's became.
function hasRoomForKeys(): boolean {
  const line = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return window.matchMedia(coarse).matches && window.innerHeight >= linesForKeys * line
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => window.matchMedia(query).matches,
    () => false,
  )
}
