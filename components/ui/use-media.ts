'use client'

import { useSyncExternalStore } from 'react'

/** From where a panel stands beside the list: the same as Tailwind's `lg`. */
const wide = '(min-width: 64rem)'
/** The same as Tailwind's `pointer-coarse`. */
const coarse = '(pointer: coarse)'

/** Fingers, and enough height beside keys of our own; `amount-keypad.tsx` says the same in its classes. */
const roomForKeys = '(pointer: coarse) and (min-height: 30rem)'

/** Whether the window has room for a list beside its detail; false until scripts run. */
export function useWide(): boolean {
  return useMedia(wide)
}

/** Whether it is fingers that point here; false until scripts run. */
export function useTouch(): boolean {
  return useMedia(coarse)
}

/** Whether there is a touch screen with room for keys that we draw; false until scripts run. */
export function useRoomForKeys(): boolean {
  return useMedia(roomForKeys)
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
