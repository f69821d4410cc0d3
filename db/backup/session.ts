import { finished } from 'node:stream/promises'
import type { PGlite, Transaction } from '@electric-sql/pglite'
import type { Sql, TransactionSql } from 'postgres'
import type { Ask } from '../embedded/tables'

/** One transaction of either database, as backups need it: queries, statements, and rows as the text of COPY. */
export type Session = {
  ask: Ask
  run: (statement: string) => Promise<unknown>
  /** Rows of a table, in pieces that end with a row. */
  copyOut: (table: string, columns: string) => AsyncIterable<Buffer>
  copyIn: (table: string, columns: string, rows: Buffer) => Promise<void>
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
      const into = await transaction.unsafe(`copy ${table} (${columns}) from stdin`).writable()
      into.end(rows)
      await finished(into)
    },
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
  }
}

function endOfRow(all: Buffer, start: number): number {
  if (all.length - start <= piece) return all.length
  const end = all.indexOf(0x0a, start + piece)
  return end < 0 ? all.length : end + 1
}
