'use client'

import { useMemo, useSyncExternalStore } from 'react'
import type { Self } from '@/lib/client/inbox/inbox'
import { query } from '@/lib/client/reads/queries'
import type { EngineState } from '@/lib/client/syncing/engine'
import type { Account } from '@/lib/domain/protocol'
import { engineState, keepsData, onChange } from '../device'
import { useLive } from './live'

/** Whether this browser holds somebody's data: not known yet, nobody's, theirs, or something a person must look at. */
export type Device =
  | { state: 'loading' }
  /** `revoked` where it was signed out from elsewhere, which took everything off it. */
  | { state: 'signed-out'; revoked: boolean }
  | { state: 'stopped'; code: string; message: string }
  | { state: 'ready'; account: Account }

/** Codes of a stop under which nothing here may be shown. */
const closed = new Set([
  ...['checking', 'other_account', 'unknown_account', 'revoked', 'leaving', 'left'],
  ...['storage', 'outdated', 'waiting'],
])
const starting: EngineState = { kind: 'starting' }
const resting: EngineState = { kind: 'idle' }

/** How syncing stands, whether or not it is at work just now; as nothing is known at hydration. */
export function useEngineState(): EngineState {
  return useSyncExternalStore(onChange, steadyState, () => starting)
}

// Nothing is drawn anew each time a request begins and ends.
function steadyState(): EngineState {
  const state = engineState()
  return state.kind === 'idle' || state.kind === 'busy' ? resting : state
}

const holder = query(
  'holder',
  () => [['meta', 'account']],
  async (replica) => {
    const { account, clientId } = await replica.meta()
    return { account, clientId }
  },
)

/** Whose data this browser holds. */
export function useDevice(): Device {
  const engine = useEngineState()
  const found = useLive(holder, [])
  if (engine.kind === 'stopped' && closed.has(engine.code)) {
    return { state: 'stopped', code: engine.code, message: engine.message }
  }
  if (!found) return { state: 'loading' }
  if (found.account) return { state: 'ready', account: found.account }
  if (engine.kind === 'signed-out') {
    return { state: 'signed-out', revoked: engine.code === 'session_revoked' }
  }
  return engine.kind === 'stopped'
    ? { state: 'stopped', code: engine.code, message: engine.message }
    : { state: 'loading' }
}

const leftover = query(
  'leftover',
  () => ['outbox', 'aside', ['meta', 'account']],
  async (replica) => {
    const { account } = await replica.meta()
    return { email: account?.email ?? '', count: await replica.countNotSent() }
  },
)

/** What this device holds of changes that are not sent, and whose they are. */
export function useLeftover(): { email: string; count: number } | undefined {
  return useLive(leftover, [])
}

/** Who uses this device, and the name under which it numbers its changes. */
export function useSelf(): Self | undefined {
  const found = useLive(holder, [])
  return useMemo(
    () => found && { userId: found.account?.id ?? '', clientId: found.clientId },
    [found],
  )
}

/** Whether this person's data stays on this device when the browser is closed. */
export function useKeepsData(): boolean {
  return useSyncExternalStore(onChange, keepsData, () => true)
}
