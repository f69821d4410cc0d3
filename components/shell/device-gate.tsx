'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useEffect } from 'react'
import { useDevice } from '@/lib/client/hooks/device'

// Few ever see them.
const LeftoverWork = dynamic(() => import('./leftover-work').then((file) => file.LeftoverWork), {
  ssr: false,
})
const StoppedPage = dynamic(() => import('./stopped-page').then((file) => file.StoppedPage), {
  ssr: false,
})
const UnknownAccount = dynamic(
  () => import('./unknown-account').then((file) => file.UnknownAccount),
  { ssr: false },
)

/** Lets the screens through; sends a signed-out device to sign in, and says why where this device has stopped. */
export function DeviceGate({ children }: { children: ReactNode }) {
  const device = useDevice()
  const signedOut = device.state === 'signed-out'
  const revoked = signedOut && device.revoked
  useEffect(() => {
    if (!signedOut) return
    const { pathname, search } = window.location
    const query = new URLSearchParams({ next: pathname + search })
    if (revoked) query.set('notice', 'revoked')
    window.location.replace(`/signin?${query}`)
  }, [signedOut, revoked])
  if (device.state !== 'stopped') return children
  const { code } = device
  if (code === 'other_account' || code === 'leaving') return <LeftoverWork reason={code} />
  if (code === 'unknown_account') return <UnknownAccount message={device.message} />
  return <StoppedPage code={code} message={device.message} />
}
