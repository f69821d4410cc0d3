'use client'

import { countNeeding, type Inbox } from '@/lib/client/inbox/inbox'
import type { EngineState } from '@/lib/client/syncing/engine'
import { entryPath } from '@/lib/core/app-pages'
import { useOfInbox } from './conflicts'
import { useEngineState } from './device'

/** How safe a person's changes are, in words; `href` leads to where they can do something about it. */
export type SyncStatus = {
  kind: 'loading' | 'saved' | 'waiting' | 'offline' | 'attention'
  waiting: number
  text: string
  href?: string
}

const loading: SyncStatus = { kind: 'loading', waiting: 0, text: 'Loading' }

/** The sync status of this device, as far as it is known just now. Never "saved" before the server said so. */
export function useSyncStatus(): SyncStatus {
  const engine = useEngineState()
  const known = useOfInbox(countsOf)
  if (known === undefined) return engine.kind === 'stopped' ? statusOf(0, 0, engine) : loading
  const { waiting, needing, isSomebody } = JSON.parse(known) as Counts
  if (!isSomebody && engine.kind !== 'offline' && engine.kind !== 'stopped') return loading
  return statusOf(waiting, needing, engine)
}

type Counts = { waiting: number; needing: number; isSomebody: boolean }

/** What the status says of it, as text, which is the same for the same counts. */
function countsOf(inbox: Inbox): string {
  const { waiting, self } = inbox
  const counts: Counts = { waiting, needing: countNeeding(inbox), isSomebody: self.userId !== '' }
  return JSON.stringify(counts)
}

function statusOf(waiting: number, needing: number, engine: EngineState): SyncStatus {
  const safe = waiting > 0 ? `${waiting} waiting, safe on this device` : ''
  const attention = (text: string, href?: string): SyncStatus => ({
    kind: 'attention',
    waiting,
    text: safe ? `${text} ${safe}.` : text,
    ...(href && { href }),
  })
  if (engine.kind === 'offline' && engine.front) {
    return attention(engine.front + (safe && '.'), entryPath)
  }
  if (engine.kind === 'signed-out') return attention('Please sign in again.', '/signin')
  if (engine.kind === 'stopped') return attention(engine.message)
  if (needing > 0) {
    const text = `${needing} need${needing === 1 ? 's' : ''} your attention`
    const more = waiting > 0 ? `, ${waiting} waiting` : ''
    return { kind: 'attention', waiting, text: text + more, href: '/inbox' }
  }
  if (engine.kind === 'offline') {
    return { kind: 'offline', waiting, text: safe ? `Offline, ${safe}` : 'Offline' }
  }
  if (waiting > 0) return { kind: 'waiting', waiting, text: safe }
  if (engine.kind === 'starting') return { kind: 'loading', waiting, text: 'Looking for news' }
  return { kind: 'saved', waiting, text: 'All changes saved' }
}

const none: ReadonlySet<string> = new Set()

/** The ids of the rows with changes that are not on the server yet; none until they are known. */
export function useUnsent(): ReadonlySet<string> {
  return useKnownUnsent() ?? none
}

/** The same; undefined until they are known. */
export function useKnownUnsent(): ReadonlySet<string> | undefined {
  return useOfInbox(({ unsent }) => unsent)
}
