'use client'

import { useSyncExternalStore } from 'react'
import { hasNewVersion, onNewVersion } from '../worker'

/** Whether a new version of the app waits. */
export function useNewVersion(): boolean {
  return useSyncExternalStore(onNewVersion, hasNewVersion, () => false)
}
