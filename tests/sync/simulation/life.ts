import type { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { beginLife, readLife } from '@/db/backup/life'
import { inEmbedded, inPostgres, type Session } from '@/db/backup/session'
import { database, openedDatabase, rowsOf } from '@/db/client'
import { connectPostgres } from '@/db/postgres'

/** The tables of a space, each after those that it refers to. */
const tables = [
  ...['spaces', 'wallets', 'members', 'settings', 'categories', 'expenses', 'conflicts'],
  ...['revisions', 'mutation_log', 'restored_spaces'],
]

const keyOf = (table: string) => (table === 'spaces' ? 'id' : 'space_id')
const listed = (ids: readonly string[]) => ids.map((id) => `'${id}'`).join(', ')

/** Some spaces as they are now: rows as JSON, by table. */
export type Copy = Record<string, string>

/** Copies all rows of some spaces. */
export async function copySpaces(ids: readonly string[]): Promise<Copy> {
  const copy: Copy = {}
  for (const table of tables) {
    const [found] = await rowsOf<{ rows: string }>(
      database(),
      sql.raw(
        `select coalesce(json_agg(t), '[]')::text as rows from ${table} t where ${keyOf(table)} in (${listed(ids)})`,
      ),
    )
    copy[table] = found?.rows ?? '[]'
  }
  return copy
}

/**
 * Puts those spaces back to their copy, as another life of the database: what `restoreBackup` does, for these spaces
 * alone, because a schedule must not wait for all the others' tables.
 */
export async function putBack(ids: readonly string[], copy: Copy): Promise<void> {
  await inTransaction(async (session) => {
    const before = await readLife(session)
    await removeRows(session, ids)
    for (const table of tables) {
      const rows = (copy[table] ?? '[]').replaceAll("'", "''")
      await session.run(
        `insert into ${table} select * from json_populate_recordset(null::${table}, '${rows}')`,
      )
    }
    await beginLife(session, before)
  })
}

/** Removes spaces for good, so that the next schedule finds a small database. */
export async function removeSpaces(ids: readonly string[]): Promise<void> {
  await inTransaction((session) => removeRows(session, ids))
}

async function removeRows(session: Session, ids: readonly string[]): Promise<void> {
  for (const table of [...tables].reverse()) {
    await session.run(`delete from ${table} where ${keyOf(table)} in (${listed(ids)})`)
  }
}

async function inTransaction(work: (session: Session) => Promise<void>): Promise<void> {
  const { databaseUrl, client } = openedDatabase()
  if (!databaseUrl) return inEmbedded(client as PGlite, work)
  const own = await connectPostgres(databaseUrl, 'maintain')
  try {
    await inPostgres(own, '', work)
  } finally {
    await own.end({ timeout: 5 })
  }
}
