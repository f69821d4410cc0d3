import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { deriveMissing } from '../derive-missing'
import { tablesIn } from '../embedded/tables'
import { migrationsFolder } from '../migrate'
import { connectPostgres } from '../postgres'
import { deferring } from '../references'
import { readBackup } from './format'
import { beginLife, readLife } from './life'
import { makeTables } from './migrations'
import { inEmbedded, inPostgres, type Session } from './session'
import type { Source } from './write'

/** What was restored: when the backup was made, and its rows by table. */
export type Restored = { at: string; rows: Record<string, number> }

/**
 * Puts a backup in the place of everything that a database holds, as another life of it (see `beginLife`), in one
 * transaction: where anything fails, nothing has changed. Throws a sentence.
 */
export async function restoreBackup(
  target: Source,
  file: string,
  folder = migrationsFolder(),
): Promise<Restored> {
  if ('embedded' in target) {
    return inEmbedded(target.embedded, (session) => replace(session, file, folder))
  }
  const client = await connectPostgres(target.databaseUrl, 'maintain')
  try {
    return await inPostgres(client, '', (session) => replace(session, file, folder))
  } finally {
    await client.end({ timeout: 5 })
  }
}

async function replace(session: Session, file: string, folder: string): Promise<Restored> {
  const { head, pieces } = await readBackup(textOf(file))
  const before = await readLife(session)
  for (const { name } of await tablesIn(session.ask)) {
    await session.run(`drop table ${name} cascade`)
  }
  const update = await makeTables(session, folder, head.migrations)
  const known = new Map<string, Set<string>>()
  for (const { name, columns } of await tablesIn(session.ask)) {
    known.set(name, new Set(columns.map((column) => column.name)))
    // A migration may have put the first rows there.
    await session.run(`delete from ${name}`)
  }
  const rows: Record<string, number> = {}
  await deferring(session.ask, session.run, async () => {
    for await (const { table, columns, data } of pieces) {
      const own = known.get(table)
      if (!own || !columns.split(', ').every((column) => own.has(column))) {
        throw new Error(`The backup has a table that is not ours: ${table}.`)
      }
      await session.copyIn(table, columns, data)
    }
  })
  await update()
  await deriveMissing(session.ask)
  await beginLife(session, before)
  for (const name of known.keys()) {
    const [found] = await session.ask<{ count: number }>(
      `select count(*)::int as count from ${name}`,
    )
    rows[name] = found?.count ?? 0
  }
  return { at: head.at, rows }
}

async function* textOf(file: string): AsyncGenerator<Buffer> {
  const read = createReadStream(file)
  const gunzip = createGunzip()
  read.on('error', (error) => gunzip.destroy(error))
  yield* read.pipe(gunzip) as AsyncIterable<Buffer>
}
