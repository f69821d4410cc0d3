'use client'

import dynamic from 'next/dynamic'

const browserOnly = { ssr: false }

const Launches = dynamic(() => import('./launches').then((file) => file.Launches), browserOnly)
const PlainHttpNotice = dynamic(
  () => import('./plain-http-notice').then((file) => file.PlainHttpNotice),
  browserOnly,
)
const Shortcuts = dynamic(() => import('./shortcuts').then((file) => file.Shortcuts), browserOnly)

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
