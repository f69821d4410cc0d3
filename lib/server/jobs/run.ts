import 'server-only'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '@/lib/core/ids'
import { logFailure } from '../log'
import type { Job } from './job'
import { endTurn, keepTurn, lease, type Turn, takeTurn } from './turn'

/** In milliseconds. */
const lookEvery = 10_000
const afterFailure = 60_000
const retryAfter = 15 * 60_000
const stopWithin = 3_000

/**
 * Does jobs whenever they are due, from soon on: a server that just starts has people waiting. Answers how to stop, which
 * waits until what is under way has come to a point where it can end, for 3 s at most.
 */
export function startJobs(jobs: readonly Job[], holder = holderName()): () => Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  const attending = Promise.all(jobs.map((job) => attend(job, holder, signal)))
  return async () => {
    if (signal.aborted) return
    stopping.abort()
    await Promise.race([attending, pause(stopWithin, undefined, { ref: false })])
  }
}

/** Does a job if it is due and no other server does it; whether it did. Writes one line of JSON about it. */
export async function workIfDue(job: Job, holder: string, signal: AbortSignal): Promise<boolean> {
  const turn = { job: job.name, holder }
  if (!(await takeTurn(turn))) return false
  const began = performance.now()
  const lost = new AbortController()
  const stopKeeping = keep(turn, () => lost.abort())
  const either = AbortSignal.any([signal, lost.signal])
  try {
    const outcome = await job.run(either)
    note(job, { ms: Math.round(performance.now() - began), ...outcome }, either.aborted)
    await endTurn(turn, either.aborted ? undefined : job.every)
  } catch (error) {
    await endTurn(turn, signal.aborted ? undefined : retryAfter).catch(() => {})
    throw error
  } finally {
    stopKeeping()
  }
  return true
}

async function attend(job: Job, holder: string, signal: AbortSignal): Promise<void> {
  let wait = lookEvery
  while (await passes(wait, signal)) {
    wait = lookEvery
    try {
      await workIfDue(job, holder, signal)
    } catch (error) {
      if (signal.aborted) return
      logFailure(`the job ${job.name}`, error)
      wait = afterFailure
    }
  }
}

/** Keeps a turn until it is told to stop, or cannot: then the turn may be another one's. */
function keep(turn: Turn, lose: () => void): () => void {
  const timer = setInterval(async () => {
    if (!(await keepTurn(turn).catch(() => false))) lose()
  }, lease / 3)
  timer.unref()
  return () => clearInterval(timer)
}

/** Waits; whether it did so to the end. */
async function passes(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await pause(ms, undefined, { signal, ref: false })
    return true
  } catch {
    return false
  }
}

function note({ name }: Job, outcome: object, isCut: boolean): void {
  const line = { at: new Date().toISOString(), job: name, ...outcome, ...(isCut && { cut: true }) }
  // As the lines about requests, among which it stands.
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

/** Tells which server it is, and is never used twice. */
function holderName(): string {
  return `${hostname()} ${process.pid} ${newId()}`
}
