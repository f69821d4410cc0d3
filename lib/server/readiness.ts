import 'server-only'
import { sql } from 'drizzle-orm'
import { database, rowsOf } from '@/db/client'
import { processState } from './process-state'

const patience = 2000
/** In milliseconds: so long a write that found no room, or a database that only reads, counts against readiness. */
const remembered = 10_000

let asking: Promise<boolean> | undefined

/** Notes that nothing could be written: until a write succeeds, or nobody tried for a while, this process is not ready. */
export function noteRefusedWrite(): void {
  processState().refusedWriteAt = Date.now()
}

/** Notes that something was written. */
export function noteWrite(): void {
  processState().refusedWriteAt = undefined
}

/**
 * Whether this process can serve: `draining` once told to stop, `unavailable` without a database within 2 s that takes
 * what is to be stored.
 */
export async function readiness(): Promise<'ok' | 'draining' | 'unavailable'> {
  const { draining, refusedWriteAt = 0 } = processState()
  if (draining) return 'draining'
  if (Date.now() - refusedWriteAt < remembered) return 'unavailable'
  // One question at a time, so that probes do not pile up on a database that hangs.
  asking ??= ask().finally(() => {
    asking = undefined
  })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patience)
  })
  const reached = await Promise.race([asking, late])
  clearTimeout(timer)
  // A question that got lost must not be the answer to all later ones.
  if (!reached) asking = undefined
  return reached ? 'ok' : 'unavailable'
}

async function ask(): Promise<boolean> {
  try {
    const [found] = await rowsOf<{ reads: string }>(
      database(),
      sql`select current_setting('transaction_read_only') as reads`,
    )
    return found?.reads === 'off'
  } catch {
    return false
  }
}
