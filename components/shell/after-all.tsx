'use client'

import { useReportWeek } from '@/lib/client/hooks/week'
import { useReportZone } from '@/lib/client/hooks/zone'
import { KeepInView } from './keep-in-view'
import { Launches } from './launches'
import { PlainHttpNotice } from './plain-http-notice'
import { Shortcuts } from './shortcuts'

/** What the app can do without until it can be used. */
export function AfterAll() {
  useReportZone()
  useReportWeek()
  return (
    <>
      <PlainHttpNotice />
      <Shortcuts />
      <Launches />
      <KeepInView />
    </>
  )
}
