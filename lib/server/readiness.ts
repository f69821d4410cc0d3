import 'server-only'
import { sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { processState } from './process-state'

const patience = 2000

let asking: Promise<boolean> | undefined

/** Whether this process can serve: `draining` once told to stop, `unavailable` without a database within 2 s. */
export async function readiness(): Promise<'ok' | 'draining' | 'unavailable'> {
  if (processState().draining) return 'draining'
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
    await database().execute(sql`select 1`)
    return true
  } catch {
    return false
  }
}
