import { once } from 'node:events'
import { lstat, mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { PGlite } from '@electric-sql/pglite'
import { sync } from '../embedded/disk'
import { tablesIn } from '../embedded/tables'
import type { Opened } from '../open'
import { connectPostgres } from '../postgres'
import { countRows, line } from './format'
import { appliedMigrations } from './migrations'
import { inEmbedded, inPostgres, type Session } from './session'

/** What a backup holds: rows by table. */
export type Written = { file: string; rows: Record<string, number> }

/** Where to read: the embedded database of this process, or a PostgreSQL by its address. */
export type Source = { embedded: PGlite } | { databaseUrl: string }

/** The source that an open database is. */
export function sourceOf({ databaseUrl, client }: Opened): Source {
  return databaseUrl ? { databaseUrl } : { embedded: client as PGlite }
}

/**
 * Writes everything that the database holds at one moment into a new file, while others go on reading and writing;
 * the file appears only when it is whole and on the disk.
 */
export async function writeBackup(source: Source, file: string): Promise<Written> {
  const folder = path.dirname(file)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${file}.part`
  const gzip = createGzip()
  const { ino, stream } = await newDraft(draft)
  const piped = pipeline(gzip, stream)
  // It may fail before anybody waits for it.
  piped.catch(() => {})
  const put = async (part: Buffer) => {
    if (!gzip.write(part)) await Promise.race([once(gzip, 'drain'), piped])
  }
  try {
    const rows = await dump(source, put)
    gzip.end()
    await piped
    if ((await lstat(draft)).ino !== ino) throw new Error(`Another backup is written to ${file}.`)
    await rename(draft, file)
    await sync(folder)
    return { file, rows }
  } catch (error) {
    gzip.destroy()
    await piped.catch(() => {})
    await rm(draft, { force: true })
    throw error
  }
}

/**
 * A new file that only its owner can read, in the place of whatever lay there: it could be somebody else's, lead
 * elsewhere, or be open to all.
 */
async function newDraft(draft: string) {
  try {
    await rm(draft, { force: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Error(`${draft} is in the way and cannot be removed (${code}).`)
  }
  const handle = await open(draft, 'wx', 0o600)
  await handle.chmod(0o600)
  const { ino } = await handle.stat()
  return { ino, stream: handle.createWriteStream({ flush: true }) }
}

type Put = (part: Buffer) => Promise<void>

async function dump(source: Source, put: Put): Promise<Record<string, number>> {
  if ('embedded' in source) {
    // It has one connection: all is read in one go, so that the others wait for the shortest time.
    const all: Buffer[] = []
    const rows = await inEmbedded(source.embedded, (session) =>
      readAll(session, async (part) => void all.push(part)),
    )
    for (const part of all) await put(part)
    return rows
  }
  const client = await connectPostgres(source.databaseUrl, 'maintain')
  try {
    const options = 'isolation level repeatable read read only'
    return await inPostgres(client, options, (session) => readAll(session, put))
  } finally {
    await client.end({ timeout: 5 })
  }
}

async function readAll(session: Session, put: Put): Promise<Record<string, number>> {
  const migrations = await appliedMigrations(session)
  const at = new Date().toISOString()
  await put(line({ trackthatmoney: 'backup', version: 1, at, migrations }))
  const rows: Record<string, number> = {}
  for (const { name: table, columns: all } of await tablesIn(session.ask)) {
    const columns = all.map(({ name }) => name).join(', ')
    rows[table] = 0
    for await (const data of session.copyOut(table, columns)) {
      rows[table] += countRows(data)
      await put(line({ table, columns, bytes: data.length }))
      await put(data)
    }
  }
  await put(line({ end: true, rows }))
  return rows
}
