import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, vi } from 'vitest'
import { openDatabase } from '@/db/open'
import { scratchDatabase } from '../support/scratch-database'

/** An instant that is over. The columns keep milliseconds and round to them: `now()` can lie in the future. */
export const over = sql`now() - interval '1 second'`

const kinds = ['embedded', ...(process.env.TEST_DATABASE_URL ? ['postgres'] : [])]

/** Runs a suite on a database of its own: the embedded one, and PostgreSQL where there is one to test with. */
export function onEachDatabase(name: string, suite: () => void): void {
  describe.each(kinds)(`${name}, %s database`, { timeout: 60_000 }, (kind) => {
    let cleanUp = async () => {}

    beforeAll(async () => {
      vi.stubEnv('AUTH_SECRET', 'a secret that only this test uses')
      const dataDir = await mkdtemp(join(tmpdir(), 'ttm-accounts-'))
      const scratch = kind === 'postgres' ? await scratchDatabase() : undefined
      const opened = await openDatabase({ dataDir, databaseUrl: scratch?.url })
      cleanUp = async () => {
        await opened.close()
        await scratch?.drop()
        await rm(dataDir, { recursive: true, force: true })
        vi.unstubAllEnvs()
      }
    }, 120_000)

    afterAll(() => cleanUp())

    suite()
  })
}

/** How often each outcome came: a value as text, or the code of an error. */
export function tally(results: readonly PromiseSettledResult<unknown>[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const one of results) {
    const name = one.status === 'fulfilled' ? String(one.value) : one.reason.code
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}
