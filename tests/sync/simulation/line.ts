import postgres from 'postgres'
import { openedDatabase } from '@/db/client'
import { SyncProblem } from '@/lib/client/syncing/engine'
import type { Line } from '@/tests/support/devices'
import type { Fault } from './schedule'

/** The line of one device: `next` is what it does to the next request, `revoked` that the session is over. */
export type Weather = { next: Fault; revoked: boolean; faults: number }

/** Carries requests as the weather says. */
export function lineIn(weather: Weather): Line {
  return async (request, send) => {
    if (weather.revoked) throw new SyncProblem('session_revoked', 'This device was signed out.')
    const fault = weather.next
    weather.next = 'none'
    if (fault !== 'none') weather.faults++
    switch (fault) {
      case 'loseRequest':
        throw new Error('The request was lost.')
      case 'repeat':
        await send(request)
        return send(request)
      case 'loseReply':
        await send(request)
        throw new Error('The answer was lost.')
      case 'kill': {
        const reply = send(request)
        reply.catch(() => {})
        await killServer()
        return reply
      }
      case 'none':
        return send(request)
    }
  }
}

const longestEndMs = 10_000

let admin: postgres.Sql | undefined

/**
 * Ends every transaction of the app in PostgreSQL in the middle of what it does, as a crash of it would, and returns
 * when they have ended: an end that came later would meet another step of the schedule.
 */
async function killServer(): Promise<void> {
  const { databaseUrl } = openedDatabase()
  // The embedded database dies with its process: that is for the tests of durability.
  if (!databaseUrl) return
  admin ??= postgres(process.env.TEST_DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
  const name = new URL(databaseUrl).pathname.slice(1)
  await admin`select pg_terminate_backend(pid, ${longestEndMs}) from pg_stat_activity where datname = ${name} and xact_start is not null`
}

/** Ends what killing needed. */
export async function endKilling(): Promise<void> {
  await admin?.end()
  admin = undefined
}
