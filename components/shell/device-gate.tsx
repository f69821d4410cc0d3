'use client'

import { type ReactNode, useEffect } from 'react'
import { latePart } from '@/components/parts/screen/late-part'
import { useDevice } from '@/lib/client/hooks/device'
import { whenIdle } from '@/lib/client/page/idle'

const load = () => import('./end-pages')
const LeftoverWork = latePart(() => load().then((file) => file.LeftoverWork))
const StoppedPage = latePart(() => load().then((file) => file.StoppedPage))
const UnknownAccount = latePart(() => load().then((file) => file.UnknownAccount))

/** Lets the screens through; sends a signed-out device to sign in, and says why where this device has stopped. */
export function DeviceGate({ children }: { children: ReactNode }) {
  const device = useDevice()
  const signedOut = device.state === 'signed-out'
  const revoked = signedOut && device.revoked
  // Who has signed out offline has no cache any more to load them from.
  useEffect(() => whenIdle(() => void load().catch(() => {})), [])
  useEffect(() => {
    if (!signedOut) return
    const { pathname, search } = window.location
    const query = new URLSearchParams({ next: pathname + search })
    if (revoked) query.set('notice', 'revoked')
    window.location.replace(`/signin?${query}`)
  }, [signedOut, revoked])
  if (device.state !== 'stopped') return children
  const { code } = device
  if (code === 'other_account' || code === 'leaving' || code === 'revoked') {
    return <LeftoverWork reason={code} />
  }
  if (code === 'unknown_account') return <UnknownAccount message={device.message} />
  return <StoppedPage code={code} message={device.message} />
}
