'use client'

import { useEffect } from 'react'
import { firstWeekdayOf, knownFirstWeekday } from '@/lib/core/periods'
import { mutateAll, reportOf } from '../mutate'
import { useDeviceLocale, useLocale } from './clock'
import { usePreferences, useSettings } from './preferences'
import { useSyncStatus } from './status'

/** On which day a week begins, 1 Monday to 7 Sunday: the one that stands in the settings, else that of the region. */
export function useFirstWeekday(): number {
  const locale = useLocale()
  const chosen = usePreferences().firstWeekday
  return chosen ?? firstWeekdayOf(locale)
}

/**
 * Reports the first day of the week into the settings where none stands there, so that weeks are the same on all devices
 * and on the server: that of the region that was chosen, else of this device's, where its browser knows it.
 */
export function useReportWeek(): void {
  const settings = useSettings()
  const device = useDeviceLocale()
  // What others reported comes first.
  const isQuiet = useSyncStatus().kind === 'saved'
  useEffect(() => {
    if (!isQuiet || !settings || settings.firstWeekday !== null) return
    const firstWeekday = knownFirstWeekday(settings.locale ?? device)
    if (firstWeekday === undefined) return
    const args = { userId: settings.id, firstWeekday }
    mutateAll([reportOf('settings.report', args, 'Note the first day of the week')]).catch(() => {})
  }, [isQuiet, settings, device])
}
