import { useSyncExternalStore } from 'react'
import { onDevice } from '@/lib/client/page/kept-values'

/** The event that opens the list of shortcuts, wherever the wish comes from. */
export const showShortcuts = 'ttm-shortcuts'

const key = 'ttm-single-keys'
const listeners = new Set<() => void>()

/** Whether keys without Ctrl do something on this device: people who dictate, or press keys by accident, turn them off. */
export function singleKeysOn(): boolean {
  return onDevice.read(key) !== 'off'
}

/** Turns them on or off. */
export function setSingleKeys(on: boolean): void {
  if (on) onDevice.forget(key)
  else onDevice.keep(key, 'off')
  for (const listener of listeners) listener()
}

/** As `singleKeysOn`, followed by the screen. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    singleKeysOn,
    () => true,
  )
}
