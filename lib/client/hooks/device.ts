'use client'

import type { Account } from '@/lib/domain/protocol'
import { engineState } from '../device'
import { useLive } from './live'

/** Whether this browser holds somebody's data: not known yet, nobody's, theirs, or something a person must look at. */
export type Device =
  | { state: 'loading' | 'signed-out' }
  | { state: 'stopped'; message: string }
  | { state: 'ready'; account: Account }

/** Whose data this browser holds. */
export function useDevice(): Device {
  const found = useLive('device', ['meta'], async (replica) => ({
    account: (await replica.meta()).account,
    engine: engineState(),
  }))
  if (!found) return { state: 'loading' }
  const { account, engine } = found
  if (engine.kind === 'stopped' && engine.code === 'other_account') {
    return { state: 'stopped', message: engine.message }
  }
  if (account) return { state: 'ready', account }
  if (engine.kind === 'signed-out') return { state: 'signed-out' }
  return engine.kind === 'stopped'
    ? { state: 'stopped', message: engine.message }
    : { state: 'loading' }
}
