'use client'

import { useEffect } from 'react'
import { onDevice } from '@/lib/client/page/kept-values'
import { isTimeZone } from '@/lib/core/time-zones'
import { mutateAll, reportOf } from '../mutate'
import { useSettings } from './preferences'
import { useSyncStatus } from './status'

/** The time zone that was reported from here last, after the id of whose device it was. */
const reportedKey = 'ttm-zone'

/** The time zone of this device; undefined where the browser names none that there is. */
export function deviceZone(): string | undefined {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return timeZone && isTimeZone(timeZone) ? timeZone : undefined
}

/**
 * Reports the time zone of this device into the settings, unless its person chose one: once, and again only when the device
 * has come into another one. So the device that moved last counts, and two in different zones leave each other alone.
 */
export function useReportZone(): void {
  const settings = useSettings()
  // What others reported comes first.
  const isQuiet = useSyncStatus().kind === 'saved'
  useEffect(() => {
    const zone = deviceZone()
    if (!isQuiet || !settings || !zone || settings.timeZoneChosen) return
    const { id: userId, timeZone } = settings
    const report = `${userId} ${zone}`
    if (onDevice.read(reportedKey) === report) return
    if (timeZone === zone) return void onDevice.keep(reportedKey, report)
    const from = { timeZone, timeZoneChosen: false }
    const changes = { timeZone: { from, to: { ...from, timeZone: zone } } }
    mutateAll([
      reportOf('settings.update', { userId, changes }, `Note the time zone ${zone}`),
    ]).then(
      () => onDevice.keep(reportedKey, report),
      () => {},
    )
  }, [isQuiet, settings])
}
