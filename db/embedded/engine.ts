import { PGlite, type Transaction } from '@electric-sql/pglite'
import { textTypes } from '../text-types'
import { DurableFS } from './durable-fs'

const settings = {
  // The default, fdatasync, is an empty function in PGlite.
  wal_sync_method: 'fsync',
  timezone: 'UTC',
  datestyle: 'ISO, MDY',
  // Nothing checkpoints by itself here (upkeep.ts does); these keep few old WAL files after one.
  max_wal_size: '64MB',
  min_wal_size: '32MB',
}

const startParams = [
  // Without -F, which would turn fsync off.
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
]

const lastWords = /^\S+ \S+ UTC \[\d+\] (PANIC|FATAL): +(.*)/

/**
 * Starts PGlite on a folder so that a commit is on the disk when it returns; in an empty folder it
 * makes a new cluster. The caller holds the lock. Ends the process when Postgres panics (a full
 * or broken disk): what was committed is recovered at the next start, and going on would lose it.
 */
export async function startEngine(folder: string): Promise<PGlite> {
  let started = false
  let reason = ''
  const onStderr = (line: string) => {
    const [, level, message = ''] = lastWords.exec(line) ?? []
    if (level) reason = message
    // After a panic PGlite would spin in its loop for ever, so leaving is left to nobody else.
    if (level === 'PANIC' || (level && started)) stop(folder, message)
    return false
  }
  try {
    const client = await PGlite.create({ fs: new DurableFS(folder), startParams, onStderr })
    started = true
    return readingText(client)
  } catch (error) {
    const cause = reason || (error instanceof Error ? error.message : String(error))
    throw new Error(`The embedded database in ${folder} does not start: ${cause}.`)
  }
}

/**
 * Drizzle hands the same parsers along with every query, which makes PGlite copy all that it has, every time; as its own
 * they cost nothing.
 */
function readingText(client: PGlite): PGlite {
  for (const type of textTypes) client.parsers[type] = (text) => text
  const { transaction } = client
  client.transaction = (work) =>
    transaction.call(client, (within) => work(unparsed(within))) as ReturnType<typeof work>
  return unparsed(client)
}

function unparsed<T extends Pick<Transaction, 'query'>>(scope: T): T {
  const { query } = scope
  scope.query = (text, values, { parsers: _, ...options } = {}) =>
    query.call(scope, text, values, options) as never
  return scope
}

function stop(folder: string, reason: string): never {
  console.error(
    `The embedded database in ${folder} had to stop: ${reason}. Everything that was saved is kept; remove the cause and start again.`,
  )
  process.exit(1)
}
