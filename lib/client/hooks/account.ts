'use client'

import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { fetchSignedIn, type SignedIn } from '@/lib/client/page/account'
import { NotOurs } from '@/lib/client/syncing/ask'

function onNetwork(listener: () => void): () => void {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

/** Whether this device has a network; it may still not reach the server. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    onNetwork,
    () => navigator.onLine,
    () => true,
  )
}

/** Where the account is signed in: on its way, out of reach, or here. */
export type SignedInPlaces =
  | { state: 'loading' }
  /** With what is known of why. */
  | { state: 'unreachable'; front?: string }
  | { state: 'here'; places: SignedIn[] }

/**
 * Where the account is signed in, from the server, again at `ask`, when the network is back and when the page comes to
 * the front. What is known stays meanwhile.
 */
export function useSignedIn(): { found: SignedInPlaces; ask: () => Promise<void> } {
  const [found, setFound] = useState<SignedInPlaces>({ state: 'loading' })
  const ask = useCallback(async () => {
    const now: SignedInPlaces = await fetchSignedIn().then(
      (places) => ({ state: 'here', places }),
      (error: unknown) => ({
        state: 'unreachable',
        ...(error instanceof NotOurs && { front: error.message }),
      }),
    )
    setFound((known) => (now.state === 'unreachable' && known.state === 'here' ? known : now))
  }, [])
  useEffect(() => {
    const askInFront = () => {
      if (document.visibilityState === 'visible') void ask()
    }
    void ask()
    addEventListener('online', ask)
    document.addEventListener('visibilitychange', askInFront)
    return () => {
      removeEventListener('online', ask)
      document.removeEventListener('visibilitychange', askInFront)
    }
  }, [ask])
  return { found, ask }
}
