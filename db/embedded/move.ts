import type { PGlite } from '@electric-sql/pglite'
import type { Sql, TransactionSql } from 'postgres'
import { holdAll } from '../backup/session'
import { deferring } from '../references'
import { askEmbedded, askPostgres, type Contents, contentsOf, type Table, tablesIn } from './tables'

export interface Moved extends Contents {
  table: string
}

/**
 * An empty database has rows there: its life, and when a server on it does which job. What comes along replaces them, so
 * that devices know the data again.
 */
const filledByItself = ['public.epochs', 'public.jobs']

const blocksAtOnce = 32
const rowsAtOnce = 1000

/**
 * Copies every row of the embedded database to a PostgreSQL with the same tables, all empty, in one
 * transaction there, and compares the contents before it commits. Throws one plain sentence, with
 * nothing changed, when a table there has rows or anything differs.
 */
export async function moveRows(source: PGlite, target: Sql): Promise<Moved[]> {
  const tables = await tablesIn(askEmbedded(source))
  const moved = await target.begin(async (transaction) => {
    // A server that runs on the target already waits until this is over.
    await holdAll(
      transaction,
      tables.map(({ name }) => name),
    )
    await refuseRows(
      transaction,
      tables.filter(({ name }) => !filledByItself.includes(name)),
    )
    for (const { name } of tables) {
      if (filledByItself.includes(name)) await transaction.unsafe(`delete from ${name}`)
    }
    const run = (statement: string) => transaction.unsafe(statement)
    await deferring(askPostgres(transaction), run, async () => {
      for (const table of tables) await copyRows(source, transaction, table)
    })
    const report: Moved[] = []
    for (const table of tables) report.push(await compare(source, transaction, table))
    return report
  })
  return moved
}

async function refuseRows(transaction: TransactionSql, tables: Table[]): Promise<void> {
  const ask = askPostgres(transaction)
  for (const { name } of tables) {
    const found = await ask(`select 1 from ${name} limit 1`)
    if (found.length > 0)
      throw new Error(
        `The database at DATABASE_URL is not empty (there are rows in ${name}): move into a new one.`,
      )
  }
}

/** Values travel as text, which every type can be written to and read from exactly. */
async function copyRows(source: PGlite, transaction: TransactionSql, table: Table): Promise<void> {
  const columns = table.columns.map((column) => column.name)
  const texts = columns.map((name) => `${name}::text`).join(', ')
  const arrays = columns.map((_, index) => `$${index + 1}::text[]`).join(', ')
  const aliases = columns.map((_, index) => `c${index}`)
  const casts = table.columns.map(({ type }, index) => `c${index}::${type}`).join(', ')
  const insert = `insert into ${table.name} (${columns.join(', ')}) overriding system value
    select ${casts} from unnest(${arrays}) as x (${aliases.join(', ')})`

  const [size] = await askEmbedded(source)<{ blocks: number }>(
    `select ceil(pg_relation_size('${table.name}') / 8192.0)::int as blocks`,
  )
  for (let block = 0; block < (size?.blocks ?? 0); block += blocksAtOnce) {
    const { rows } = await source.query<(string | null)[]>(
      `select ${texts} from ${table.name}
       where ctid >= '(${block},0)' and ctid < '(${block + blocksAtOnce},0)'`,
      [],
      { rowMode: 'array' },
    )
    for (let start = 0; start < rows.length; start += rowsAtOnce) {
      const batch = rows.slice(start, start + rowsAtOnce)
      const values = columns.map((_, index) => batch.map((row) => row[index] ?? null))
      await transaction.unsafe(insert, values)
    }
  }
}

async function compare(source: PGlite, transaction: TransactionSql, table: Table): Promise<Moved> {
  const here = await contentsOf(askEmbedded(source), table)
  const there = await contentsOf(askPostgres(transaction), table)
  if (here.rows !== there.rows || here.checksum !== there.checksum)
    throw new Error(`${table.name} did not arrive as it was; nothing was moved.`)
  return { table: table.name, ...there }
}
