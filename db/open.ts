import type { PGlite } from '@electric-sql/pglite'
import type { Sql } from 'postgres'
import type { CommandHandler } from './embedded/lock'
import { openEmbedded } from './embedded/open'
import { migrateEmbedded, migratePostgres } from './migrate'
import { connectPostgres } from './postgres'

/** The database of this process; the Next bundle finds it through `db/client.ts`. */
export interface Opened {
  kind: 'postgres' | 'embedded'
  client: Sql | PGlite
  /** Where the PostgreSQL is; of the embedded database there is none. */
  databaseUrl: string | undefined
  /** Ends every connection, or closes the embedded database and then gives its directory free; may be called twice. */
  close(): Promise<void>
  /**
   * Answers what other local commands ask this process through `askHolder`. With Postgres
   * nobody asks: they open the database themselves.
   */
  onCommand(command: string, handler: CommandHandler): void
}

export interface Where {
  /** PostgreSQL; without it, the embedded database in `dataDir`. */
  databaseUrl?: string | undefined
  dataDir: string
  migrationsFolder?: string
}

const key = Symbol.for('trackthatmoney.database')
const shared = globalThis as { [key]?: Opened }

/**
 * Opens, and where needed creates and migrates, the one database of this process, for scripts and
 * tests only. Throws an Error with one plain sentence when it cannot be had.
 */
export async function openDatabase(where: Where): Promise<Opened> {
  const found = where.databaseUrl
    ? await openPostgres(where.databaseUrl, where.migrationsFolder)
    : await openLocal(where.dataDir, where.migrationsFolder)
  let closing: Promise<void> | undefined
  const opened: Opened = {
    ...found,
    close() {
      if (shared[key] === opened) delete shared[key]
      closing ??= found.close()
      return closing
    },
  }
  shared[key] = opened
  return opened
}

async function openPostgres(url: string, folder?: string): Promise<Opened> {
  const client = await connectPostgres(url)
  const close = () => client.end({ timeout: 5 })
  try {
    await migratePostgres(url, folder)
  } catch (error) {
    await close()
    throw error
  }
  return { kind: 'postgres', client, databaseUrl: url, close, onCommand: () => undefined }
}

async function openLocal(dataDir: string, folder?: string): Promise<Opened> {
  const { client, lock, close } = await openEmbedded(dataDir)
  try {
    await migrateEmbedded(client, folder)
  } catch (error) {
    await close()
    throw error
  }
  return { kind: 'embedded', client, databaseUrl: undefined, close, onCommand: lock.handle }
}
