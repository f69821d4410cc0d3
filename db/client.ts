import type { PGlite } from '@electric-sql/pglite'
import { type SQL, sql } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import type { Sql } from 'postgres'
import type { Opened } from './open'

/** Drizzle over whichever driver the process opened. */
export type Database = PgDatabase<PgQueryResultHKT>

/** One transaction of it; inside, nothing may touch the outer `Database`. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** Where a query can run. */
export type Queryable = Database | Transaction

const key = Symbol.for('trackthatmoney.database')
const wrapped = new WeakMap<object, Database>()

/** The database that this process opened (db/open.ts); throws where none is open, as in `next build`. */
export function openedDatabase(): Opened {
  const opened = (globalThis as { [key]?: Opened })[key]
  if (!opened) throw new Error('No database is open in this process.')
  return opened
}

/** The open database, for queries. */
export function database(): Database {
  const { kind, client } = openedDatabase()
  const known = wrapped.get(client)
  if (known) return known
  const made = (kind === 'postgres'
    ? drizzlePostgres(client as Sql)
    : drizzlePglite(client as PGlite)) as unknown as Database
  wrapped.set(client, made)
  return made
}

/** Runs raw SQL and answers its rows, whichever driver is underneath. */
export async function rowsOf<T extends Record<string, unknown>>(
  db: Queryable,
  query: SQL,
): Promise<T[]> {
  const result: unknown = await db.execute(query)
  return Array.isArray(result) ? (result as T[]) : (result as { rows: T[] }).rows
}

/** A list of ids as one Postgres array parameter, so that the statement's text stays the same for any length. */
export function idArray(ids: Iterable<string>): SQL {
  return sql`${`{${[...ids].join(',')}}`}::uuid[]`
}
