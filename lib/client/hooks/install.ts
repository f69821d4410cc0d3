'use client'

import { useSyncExternalStore } from 'react'
import { type InstallWay, installWay, onInstallWay } from '@/lib/client/page/install'

const never = () => () => {}

/** How the app can be installed on this device; `none` until scripts run. */
export function useInstallWay(): InstallWay {
  return useSyncExternalStore<InstallWay>(onInstallWay, installWay, () => 'none')
}

/** Whether the page came over plain http from another machine, where browsers keep no app for offline; false at hydration. */
export function useIsPlainHttp(): boolean {
  return useSyncExternalStore(
    never,
    () => !window.isSecureContext,
    () => false,
  )
}
