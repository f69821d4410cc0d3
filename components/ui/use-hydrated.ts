'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Whether scripts run here: false in the server's HTML and at hydration, so that both agree, then true. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
