'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { hasNewVersion, onNewVersion, startWorker } from '../worker'

/** Whether a new version of the app waits; also sees to it that the service worker is there at all. */
export function useNewVersion(): boolean {
  useEffect(startWorker, [])
  return useSyncExternalStore(onNewVersion, hasNewVersion, () => false)
}
