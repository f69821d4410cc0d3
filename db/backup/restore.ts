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
import { inEmbedded, inPostgres, type Patience, type Session } from './session'
import { type Ended, endWaysIn, readSignedOut } from './ways-in'
import type { Source } from './write'

/** What was restored: when the backup was made, its rows by table, and how many ways in were ended. */
export type Restored = { at: string; rows: Record<string, number>; ended: Ended }

export type Options = {
  folder?: string
  /** Whether sessions of the copy go on; those that were ended since stay ended. */
  keepSessions?: boolean
  patience?: Patience
}

/**
 * Puts a backup in the place of everything that a database holds, as another life of it (see `beginLife`), in one
 * transaction: where anything fails, nothing has changed. Throws a sentence.
 */
export async function restoreBackup(
  target: Source,
  file: string,
  options: Options = {},
): Promise<Restored> {
  if ('embedded' in target) {
    return inEmbedded(target.embedded, (session) => replace(session, file, options))
  }
  const client = await connectPostgres(target.databaseUrl, 'maintain')
  try {
    return await inPostgres(client, '', (session) => replace(session, file, options))
  } finally {
    await client.end({ timeout: 5 })
  }
}

/** Every request asks here first who it is from. */
const gate = 'public.sessions'

async function replace(
  session: Session,
  file: string,
  { folder = migrationsFolder(), keepSessions = false, patience }: Options,
): Promise<Restored> {
  const { head, pieces } = await readBackup(textOf(file))
  const present = (await tablesIn(session.ask)).map(({ name }) => name)
  await session.holdAll([...present].sort(gateFirst), patience)
  const before = await readLife(session)
  const signedOut = await readSignedOut(session)
  if (present.length > 0) await session.run(`drop table ${present.join(', ')} cascade`)
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
      await session.copyIn(table, columns, data).catch((error: Error) => {
        throw new Error(
          `The backup’s rows of ${table} cannot be written (${error.message}). Nothing was changed.`,
          { cause: error },
        )
      })
    }
  })
  await update()
  await deriveMissing(session.ask)
  await beginLife(session, before)
  const ended = await endWaysIn(session, signedOut, keepSessions)
  for (const name of known.keys()) {
    const [found] = await session.ask<{ count: number }>(
      `select count(*)::int as count from ${name}`,
    )
    rows[name] = found?.count ?? 0
  }
  return { at: head.at, rows, ended }
}

function gateFirst(a: string, b: string): number {
  return Number(b === gate) - Number(a === gate)
}

async function* textOf(file: string): AsyncGenerator<Buffer> {
  const read = createReadStream(file)
  const gunzip = createGunzip()
  read.on('error', (error) => gunzip.destroy(error))
  yield* read.pipe(gunzip) as AsyncIterable<Buffer>
}
