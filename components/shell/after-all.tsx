'use client'

import { KeepInView } from './keep-in-view'
import { Launches } from './launches'
import { PlainHttpNotice } from './plain-http-notice'
import { Shortcuts } from './shortcuts'

/** What the app can do without until it can be used. */
export function AfterAll() {
  return (
    <>
      <PlainHttpNotice />
      <Shortcuts />
      <Launches />
      <KeepInView />
    </>
  )
}
