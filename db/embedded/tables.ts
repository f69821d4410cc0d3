import type { PGlite } from '@electric-sql/pglite'
import type { Sql } from 'postgres'

/** A table as the catalogue knows it, its names quoted and ready for SQL. */
export interface Table {
  name: string
  /** Those that hold values of their own, in order. */
  columns: { name: string; type: string }[]
}

/** How many rows a table has, and a sum over what they say that does not depend on their order. */
export interface Contents {
  rows: number
  checksum: string
}

/** Runs one query on either database; only texts and whole numbers come back alike. */
export type Ask = <Row>(query: string) => Promise<Row[]>

/** `Ask` of the embedded database. */
export const askEmbedded =
  (client: PGlite): Ask =>
  async <Row>(query: string) =>
    (await client.query<Row>(query)).rows

/** `Ask` of PostgreSQL, or of one transaction there. */
export const askPostgres =
  (client: Pick<Sql, 'unsafe'>): Ask =>
  async <Row>(query: string) =>
    Array.from(await client.unsafe<(Row & object)[]>(query))

/** Every table of the public schema, by name. */
export async function tablesIn(ask: Ask): Promise<Table[]> {
  const found = await ask<{ table: string; column: string; type: string }>(`
    select format('public.%I', c.relname) as "table", quote_ident(a.attname) as "column",
           format_type(a.atttypid, a.atttypmod) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by c.relname, a.attnum`)
  const tables = new Map<string, Table>()
  for (const { table, column, type } of found) {
    const known = tables.get(table) ?? { name: table, columns: [] }
    known.columns.push({ name: column, type })
    tables.set(table, known)
  }
  return [...tables.values()]
}

/** Counts and sums up a table; equal contents give equal answers on every version of PostgreSQL. */
export async function contentsOf(ask: Ask, table: Table): Promise<Contents> {
  const values = table.columns.map((column) => `${column.name}::text`).join(', ')
  const [found] = await ask<Contents>(`
    select count(*)::int as rows,
           coalesce(sum(('x' || left(md5(row(${values})::text), 15))::bit(60)::bigint), 0)::text as checksum
    from ${table.name}`)
  if (!found) throw new Error(`${table.name} cannot be counted.`)
  return found
}
