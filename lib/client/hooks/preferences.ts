'use client'

import { useEffect, useMemo, useSyncExternalStore } from 'react'
import {
  firstPreferences,
  notePreferences,
  onPreferences,
  preferences,
} from '@/lib/client/page/preferences'
import { query } from '@/lib/client/reads/queries'
import type { Row } from '@/lib/domain/entities'
import { type Preferences, preferencesOf } from '@/lib/domain/settings/rules'
import type { Beginnings } from '@/lib/domain/summaries/periods'
import { useLive } from './live'

/** How this browser's person wants things shown; as nobody chose at hydration. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(onPreferences, preferences, firstPreferences)
}

const ownSettings = query('settings', ['settings'], async ({ store }) => {
  const [row] = await store.getAll('settings')
  return row && { ...row, timeZoneChosen: row.timeZoneChosen ?? false, ...preferencesOf(row) }
})

/** The user's settings with nothing left out; undefined until they are here. */
export function useSettings(): Row<'settings'> | undefined {
  return useLive(ownSettings, [])
}

/** Where the periods of figures begin, on all devices and on the server alike: weeks on Monday where nothing is said yet. */
export function useBeginnings(): Required<Beginnings> {
  const { monthStartsOn } = usePreferences()
  const firstWeekday = useSettings()?.firstWeekday ?? 1
  return useMemo(() => ({ firstWeekday, monthStartsOn }), [firstWeekday, monthStartsOn])
}

/** Shows everything as the settings say, from now on and at the next start. */
export function useFollowSettings(): void {
  const settings = useSettings()
  useEffect(() => {
    if (settings) notePreferences(preferencesOf(settings))
  }, [settings])
}
