'use client'

import { useSyncExternalStore } from 'react'
import { preferences } from '@/lib/client/page/preferences'
import { localDate } from '@/lib/core/dates'
import { knownLocale } from '@/lib/core/locale'
import { usePreferences } from './preferences'

const never = () => () => {}

/** The device's calendar date now, YYYY-MM-DD. */
export function localToday(): string {
  return localDate(new Date())
}

// A page may stay open over midnight, or wake up on another day.
function onClock(listener: () => void): () => void {
  const timer = setInterval(listener, 30_000)
  document.addEventListener('visibilitychange', listener)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', listener)
  }
}

/** The device's calendar date, YYYY-MM-DD; undefined in the server's HTML and at hydration. */
export function useToday(): string | undefined {
  return useSyncExternalStore<string | undefined>(onClock, localToday, () => undefined)
}

let device: string | undefined

/** The first of this browser's languages that it has, read once; some say what is no name of a locale. */
function deviceLocale(): string {
  device ??= knownLocale([navigator.language].concat(navigator.languages ?? [])) ?? 'en'
  return device
}

/** The language of this browser; English at hydration. */
export function useDeviceLocale(): string {
  return useSyncExternalStore(never, deviceLocale, () => 'en')
}

/** The language in which this browser's person reads figures and dates: the one they chose, else the browser's. */
export function useLocale(): string {
  const device = useDeviceLocale()
  return usePreferences().locale ?? device
}

/** As `useLocale`, at this moment, for what is said outside of a screen. */
export function localeNow(): string {
  return preferences().locale ?? deviceLocale()
}
