import { finished } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { PGlite, Transaction } from '@electric-sql/pglite'
import type { Sql, TransactionSql } from 'postgres'
import type { Ask } from '../embedded/tables'
import { failureCode } from '../failures'

/** One transaction of either database, as backups need it: queries, statements, and rows as the text of COPY. */
export type Session = {
  ask: Ask
  run: (statement: string) => Promise<unknown>
  /** Rows of a table, in pieces that end with a row. */
  copyOut: (table: string, columns: string) => AsyncIterable<Buffer>
  copyIn: (table: string, columns: string, rows: Buffer) => Promise<void>
  /** Keeps everybody else away from tables, all at once; throws a sentence where they are not let go of. */
  holdAll: (tables: readonly string[], how?: Patience) => Promise<void>
}

/** In bytes: about how large one piece is. */
const piece = 1024 * 1024
const rowsAtOnce = 2000

/** Works in one transaction of PostgreSQL; `options` are those of BEGIN. */
export async function inPostgres<T>(
  client: Sql,
  options: string,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  return (await client.begin(options, (transaction) => work(ofPostgres(transaction)))) as T
}

function ofPostgres(transaction: TransactionSql): Session {
  const run = async (statement: string) => Array.from(await transaction.unsafe(statement))
  return {
    ask: run as Ask,
    run,
    // Not by COPY: postgres.js leaves the connection paused where a last piece comes together with the end.
    async *copyOut(table, columns) {
      const texts = columns
        .split(', ')
        .map((column) => `${column}::text`)
        .join(', ')
      const query = transaction.unsafe(`select ${texts} from ${table}`).values()
      for await (const rows of query.cursor(rowsAtOnce)) {
        yield Buffer.from((rows as unknown as (string | null)[][]).map(copyLine).join(''))
      }
    },
    async copyIn(table, columns, rows) {
      const query = transaction.unsafe(`copy ${table} (${columns}) from stdin`)
      const failed = failureOf(query)
      const into = await Promise.race([query.writable(), failed])
      into.end(rows)
      await Promise.race([finished(into), failed])
    },
    holdAll: (tables, how) => holdAll(transaction, tables, how),
  }
}

/**
 * How a query fails once it has answered with a stream, which postgres.js tells nobody (its issue 1173): the stream would
 * wait for its end for ever. Never fulfilled.
 */
function failureOf(query: object): Promise<never> {
  const told = query as { reject: (error: unknown) => void }
  const failed = new Promise<never>((_, reject) => {
    const first = told.reject
    told.reject = (error) => {
      reject(error)
      first(error)
    }
  })
  failed.catch(() => {})
  return failed
}

/** How often all tables are tried to be had, and how long for one of them each time, in ms. */
export type Patience = { attempts: number; ms: number }

/** Below a second, after which PostgreSQL looks for deadlocks and would end whoever has waited longest, us. */
const usual: Patience = { attempts: 60, ms: 700 }
/** A lock that did not come in time, and a deadlock. */
const held = new Set(['55P03', '40P01'])

/**
 * Keeps everybody else away from tables to the end of a transaction; throws a sentence where they are not let go of. The
 * first is the gate through which every request comes: once that is held, no new one gets to the others, and those that
 * are under way come to their end. Of the others all are taken or none, again and again, as who holds some of them may
 * need those that were taken already.
 */
export async function holdAll(
  transaction: TransactionSql,
  [gate, ...others]: readonly string[],
  patience: Patience = usual,
): Promise<void> {
  if (gate === undefined) return
  await hold(transaction, gate, patience)
  if (others.length > 0) await hold(transaction, others.join(', '), patience)
}

async function hold(
  transaction: TransactionSql,
  tables: string,
  { attempts, ms }: Patience,
): Promise<void> {
  for (let left = attempts; ; left--) {
    try {
      await transaction.savepoint(async (attempt) => {
        await attempt.unsafe(`set local lock_timeout = ${ms}`)
        await attempt.unsafe(`lock table ${tables} in access exclusive mode`)
      })
      await transaction.unsafe('set local lock_timeout = 0')
      return
    } catch (error) {
      if (!held.has(failureCode(error) ?? '')) throw error
      if (left === 0) {
        throw new Error(
          'Others use the database and do not let go of it. Stop the server, and whatever else is connected, and run this again. Nothing was changed.',
        )
      }
      await pause(Math.random() * ms)
    }
  }
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** One row as the text that COPY reads. */
function copyLine(values: (string | null)[]): string {
  const texts = values.map((value) =>
    value === null ? '\\N' : value.replace(/[\\\t\n\r]/g, (one) => escapes[one] ?? one),
  )
  return `${texts.join('\t')}\n`
}

/** Works in one transaction of the embedded database, which does nothing else meanwhile. */
export async function inEmbedded<T>(
  client: PGlite,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  return client.transaction((transaction) => work(ofEmbedded(transaction)))
}

function ofEmbedded(transaction: Transaction): Session {
  return {
    ask: async <Row>(query: string) => (await transaction.query<Row>(query)).rows,
    run: (statement) => transaction.exec(statement),
    async *copyOut(table, columns) {
      const { blob } = await transaction.query(`copy ${table} (${columns}) to '/dev/blob'`)
      const all = Buffer.from((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))
      for (let start = 0; start < all.length; ) {
        const end = endOfRow(all, start)
        yield all.subarray(start, end)
        start = end
      }
    },
    async copyIn(table, columns, rows) {
      const blob = new Blob([new Uint8Array(rows)])
      await transaction.query(`copy ${table} (${columns}) from '/dev/blob'`, [], { blob })
    },
    // Nobody else is connected.
    holdAll: async () => {},
  }
}

function endOfRow(all: Buffer, start: number): number {
  if (all.length - start <= piece) return all.length
  const end = all.indexOf(0x0a, start + piece)
  return end < 0 ? all.length : end + 1
}
