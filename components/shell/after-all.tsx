'use client'

import { useReportZone } from '@/lib/client/hooks/zone'
import { KeepInView } from './keep-in-view'
import { Launches } from './launches'
import { PlainHttpNotice } from './plain-http-notice'
import { Shortcuts } from './shortcuts'

/** What the app can do without until it can be used. */
export function AfterAll() {
  useReportZone()
  return (
    <>
      <PlainHttpNotice />
      <Shortcuts />
      <Launches />
      <KeepInView />
    </>
  )
}
