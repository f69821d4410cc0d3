import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { database } from '@/db/client'
import { failureCode } from '@/db/failures'
import { isHealing, type Purged, purgeSpace, spacesDue } from '@/db/purge'
import { AppError } from '@/lib/core/errors'
import { inLinesOf } from '../lines'
import type { Job } from './job'

/** So many of each kind go in one transaction, which holds the lock of one space. */
const atOnce = 200
const spacesAtOnce = 200

type Tally = Purged & {
  spaces: number
  /** Those that somebody wrote to all the time: their turn is the next time. */
  busy: number
}

/**
 * Takes away what has been kept for 400 days (see `purgeSpace`), space by space. It pauses while devices may still bring
 * back what a restore has lost: what is missing then could come back as if it were new.
 */
export const retention: Job = {
  name: 'retention',
  every: 24 * 60 * 60_000,
  async run(signal) {
    if (await isHealing(database())) return { waits: 'for devices, after a restore' }
    const tally: Tally = { spaces: 0, rows: 0, questions: 0, answers: 0, busy: 0 }
    for (let after: string | undefined; !signal.aborted; ) {
      const spaces = await spacesDue(database(), after, spacesAtOnce)
      for (const { id } of spaces.filter(({ due }) => due)) await purgeAll(id, tally, signal)
      after = spaces.at(-1)?.id
      if (after === undefined) break
    }
    return tally
  },
}

async function purgeAll(spaceId: string, tally: Tally, signal: AbortSignal): Promise<void> {
  let isAny = false
  while (!signal.aborted) {
    const began = performance.now()
    const purged = await purgeSome(spaceId)
    if (purged === 'busy') {
      tally.busy++
      break
    }
    const { rows, questions, answers } = purged
    if (rows + questions + answers === 0) break
    isAny = true
    tally.rows += rows
    tally.questions += questions
    tally.answers += answers
    // People have at least as much of the database meanwhile.
    await pause(performance.now() - began)
  }
  if (isAny) tally.spaces++
}

async function purgeSome(spaceId: string): Promise<Purged | 'busy'> {
  try {
    return await inLinesOf([spaceId], () =>
      database().transaction((transaction) => purgeSpace(transaction, spaceId, atOnce)),
    )
  } catch (error) {
    const isBusy = error instanceof AppError || failureCode(error) === '55P03'
    if (isBusy) return 'busy'
    throw error
  }
}
