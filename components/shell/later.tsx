'use client'

import { latePart } from '@/components/shell/late-part'

const Launches = latePart(() => import('./launches').then((file) => file.Launches))
const PlainHttpNotice = latePart(() =>
  import('./plain-http-notice').then((file) => file.PlainHttpNotice),
)
const Shortcuts = latePart(() => import('./shortcuts').then((file) => file.Shortcuts))

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
