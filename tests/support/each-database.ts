import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe } from 'vitest'
import { database, rowsOf } from '@/db/client'
import { type Opened, openDatabase } from '@/db/open'
import { copyCluster } from './cluster-template'
import { scratchDatabase } from './scratch-database'

export type DatabaseKind = 'embedded' | 'postgres'

/**
 * Runs a file's tests in this process on a fresh embedded database and, where TEST_DATABASE_URL says which, on a fresh
 * PostgreSQL one; `database()` is then the one of the tests.
 */
export function onEachDatabase(tests: (kind: DatabaseKind) => void): void {
  const kinds: DatabaseKind[] = process.env.TEST_DATABASE_URL
    ? ['embedded', 'postgres']
    : ['embedded']
  describe.each(kinds)('on the %s database', (kind) => {
    let opened: Opened
    let dataDir: string
    let drop: (() => Promise<void>) | undefined

    beforeAll(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'ttm-contract-'))
      const scratch = kind === 'postgres' ? await scratchDatabase() : undefined
      drop = scratch?.drop
      if (!scratch) await copyCluster(process.cwd(), dataDir)
      opened = await openDatabase({ databaseUrl: scratch?.url, dataDir })
    }, 120_000)

    afterAll(async () => {
      await opened?.close()
      await drop?.()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 3 })
    }, 30_000)

    tests(kind)
  })
}

/** The rows of a plain SQL text, whichever database is open. */
export function query<T extends Record<string, unknown>>(text: string): Promise<T[]> {
  return rowsOf<T>(database(), sql.raw(text))
}
