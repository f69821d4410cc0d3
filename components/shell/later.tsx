'use client'

import dynamic from 'next/dynamic'

const Launches = dynamic(() => import('./launches').then((file) => file.Launches), { ssr: false })
const PlainHttpNotice = dynamic(
  () => import('./plain-http-notice').then((file) => file.PlainHttpNotice),
  { ssr: false },
)
const Shortcuts = dynamic(() => import('./shortcuts').then((file) => file.Shortcuts), {
  ssr: false,
})

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
