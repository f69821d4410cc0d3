'use client'

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
    </>
  )
}
