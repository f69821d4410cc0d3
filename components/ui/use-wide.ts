'use client'

import { useSyncExternalStore } from 'react'

/** The width from which a panel stands beside the list; the same as Tailwind's `lg`. */
const wide = '(min-width: 64rem)'

/** Whether the window has room for a list beside its detail; false until scripts run. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, isWide, () => false)
}

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(wide)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

function isWide(): boolean {
  return window.matchMedia(wide).matches
}
