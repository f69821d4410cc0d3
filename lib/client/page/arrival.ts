import { ask } from '@/lib/client/syncing/ask'

/** Who has just signed in on this browser, and whether their data may stay on it; nobody's id where they signed out. */
export type Arrival = { userId: string; keep: boolean }

/** In milliseconds: nothing is shown meanwhile. */
const patience = 5000

/**
 * Asks the server what the cookie of an arrival tells, which any neighbour on the host could have set, and takes it;
 * undefined where it tells nothing, null where the server cannot be asked now.
 */
export async function hearArrival(): Promise<Arrival | undefined | null> {
  try {
    const answer = await ask<{ arrival: Arrival | null }>('/api/sync/arrival', {
      patience,
      has: 'arrival',
    })
    return 'reply' in answer ? (answer.reply.arrival ?? undefined) : null
  } catch {
    return null
  }
}

/** Ends this browser's session on the server; throws where it cannot be reached or has not ended it. */
export async function endSession(): Promise<void> {
  const answer = await ask('/api/v1/auth/sign-out', { patience: 10_000 })
  if ('reply' in answer) return
  const { code } = answer.problem
  const over = code === 'unauthorized' || code === 'session_revoked'
  if (!over) throw new Error(`The session was not ended: ${code}.`)
}
