'use client'

import { part } from '@/components/shell/part'

const Launches = part(() => import('./launches').then((file) => file.Launches))
const PlainHttpNotice = part(() =>
  import('./plain-http-notice').then((file) => file.PlainHttpNotice),
)
const Shortcuts = part(() => import('./shortcuts').then((file) => file.Shortcuts))

/** What the app can do without until it can be used: it comes once the screen works, and weighs on none. */
export function Later() {
  return (
    <>
      <PlainHttpNotice />
      <Shortcuts />
      <Launches />
    </>
  )
}
