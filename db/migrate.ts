import path from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { deriveMissing } from './derive-missing'
import { askEmbedded, askPostgres } from './embedded/tables'
import { connectPostgres } from './postgres'

/** Any number that nobody else takes an advisory lock on. */
const migrationLock = 7_264_811_903

/** Where the generated SQL migrations are. */
export const migrationsFolder = (): string => path.join(process.cwd(), 'drizzle')

/** Brings the PostgreSQL at `url` up to date; of several that start at once one migrates and the others wait. */
export async function migratePostgres(url: string, folder = migrationsFolder()): Promise<void> {
  const client = await connectPostgres(url, 'maintain')
  try {
    await client`select pg_advisory_lock(${migrationLock})`
    // A change to a table queues behind its readers, and everybody else behind the change: give up in time.
    await client`set lock_timeout = '30s'`
    await explained(migrate(drizzlePostgres(client), { migrationsFolder: folder }))
    await deriveMissing(askPostgres(client))
  } finally {
    await client.end({ timeout: 5 })
  }
}

/** Brings the embedded database up to date; the caller holds the lock on its directory. */
export async function migrateEmbedded(client: PGlite, folder = migrationsFolder()): Promise<void> {
  await explained(migratePglite(drizzlePglite(client), { migrationsFolder: folder }))
  await deriveMissing(askEmbedded(client))
}

/** Drizzle's own message is the whole statement; what went wrong is in its cause. */
async function explained(migrating: Promise<void>): Promise<void> {
  try {
    await migrating
  } catch (error) {
    const { message, cause } = error as Error
    const reason = cause instanceof Error ? cause.message : message
    throw new Error(`The database cannot be brought up to date: ${reason}.`, { cause: error })
  }
}
