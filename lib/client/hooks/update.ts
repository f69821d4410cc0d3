'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { hasNewVersion, onNewVersion, startWorker } from '@/lib/client/page/worker'

/** Starts the service worker and follows its takeovers; whether a new version of the app waits. */
export function useNewVersion(): boolean {
  useEffect(startWorker, [])
  return useSyncExternalStore(onNewVersion, hasNewVersion, () => false)
}
