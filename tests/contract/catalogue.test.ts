import { getTableColumns, getTableName } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/v4/core'
import { tables } from '@/db/tables'
import { sinceField } from '@/lib/domain/budgets/schema'
import { type EntityName, entities } from '@/lib/domain/entities'
import { baseFields, fieldNames } from '@/lib/domain/entity'
import { currencyField, dateField, idField, minorField } from '@/lib/domain/fields'
import { onEachDatabase, query } from '@/tests/support/each-database'

const names = Object.keys(entities) as EntityName[]

/** Columns that no entity has: derived by Tx. */
const derived: Partial<Record<EntityName, string[]>> = {
  category: ['nameKey'],
  expense: ['noteSearch'],
}
/** Columns of every table that only the server knows. */
const serverOnly = ['healedRev', 'healedEpoch']

const baseTypes: Record<string, string> = {
  spaceId: 'uuid not null',
  id: 'uuid not null',
  rev: 'bigint not null',
  createdAt: 'timestamp(3) with time zone not null',
  createdBy: 'uuid not null',
  updatedAt: 'timestamp(3) with time zone not null',
  updatedBy: 'uuid not null',
  deletedAt: 'timestamp(3) with time zone',
  movedTo: 'jsonb',
  healedRev: 'bigint',
  healedEpoch: 'uuid',
}

/** Fields that stay null until they are used; only their column says what they will hold. */
const unused: Record<string, string> = { rate: 'text', payers: 'jsonb', split: 'jsonb' }

/** Each field of each entity with its schema. */
function schemasOf(entity: EntityName): Record<string, z.$ZodType> {
  return Object.assign({}, ...Object.values(entities[entity].units).map((unit) => unit.shape))
}

/** The column that a field needs, by what its schema lets through. */
function columnFor(field: string, schema: z.$ZodType): string {
  const type = unused[field] ?? typeOf(inner(schema))
  return z.safeParse(schema, null).success ? type : `${type} not null`
}

function inner(schema: z.$ZodType): z.$ZodType {
  const { def } = (schema as z.$ZodNullable)._zod
  return def.type === 'nullable' ? def.innerType : schema
}

function typeOf(schema: z.$ZodType): string {
  const known = new Map<z.$ZodType, string>([
    [idField, 'uuid'],
    [minorField, 'bigint'],
    [currencyField, 'character(3)'],
    [dateField, 'date'],
    [sinceField, 'date'],
  ]).get(schema)
  if (known) return known
  const { type } = schema._zod.def
  if (type === 'boolean') return 'boolean'
  if (type === 'number') return 'integer'
  if (type === 'array') return 'jsonb'
  return 'text'
}

type Column = { table: string; name: string; type: string; required: boolean }

async function columnsOf(table: string): Promise<Record<string, string>> {
  const rows = await query<Column>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as required
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relname = '${table}' and a.attnum > 0 and not a.attisdropped`)
  return Object.fromEntries(
    rows.map(({ name, type, required }) => [name, required ? `${type} not null` : type]),
  )
}

describe('an entity and its table', () => {
  it.each(names)('%s: the table has the base, the entity’s fields, and no more', (entity) => {
    const wanted = [
      ...baseFields,
      ...fieldNames(entities[entity].units),
      ...(derived[entity] ?? []),
      ...serverOnly,
    ]
    expect(Object.keys(getTableColumns(tables[entity])).sort()).toEqual(wanted.sort())
  })

  it.each(names)(
    '%s: no two units have a field of the same name, none is one of the base',
    (entity) => {
      const all = [...baseFields, ...fieldNames(entities[entity].units)]
      expect(new Set(all).size).toBe(all.length)
    },
  )

  it('no two entities share a table', () => {
    expect(new Set(names.map((name) => getTableName(tables[name]))).size).toBe(names.length)
  })
})

onEachDatabase(() => {
  it.each(names)('%s: the real columns have the types of its fields', async (entity) => {
    const columns = getTableColumns(tables[entity])
    const schemas = schemasOf(entity)
    const wanted = Object.entries(columns).map(([field, { name }]) => {
      const schema = schemas[field]
      const type = baseTypes[field] ?? (schema ? columnFor(field, schema) : 'text')
      return [name, type]
    })
    const real = await columnsOf(getTableName(tables[entity]))
    expect(real).toEqual(Object.fromEntries(wanted))
  })

  it('every table with a rev is that of an entity, or keeps what happened', async () => {
    const rows = await query<{ table: string }>(`
      select table_name as table from information_schema.columns
      where table_schema = 'public' and column_name = 'rev'`)
    const own = names.map((name) => getTableName(tables[name]))
    expect(rows.map(({ table }) => table).sort()).toEqual(
      [...own, 'mutation_log', 'revisions'].sort(),
    )
  })

  it('every table of a space has the primary key (space_id, id), and space_id in every unique index', async () => {
    const indexes = await query<{
      table: string
      name: string
      primary: boolean
      columns: string
    }>(`
      select c.relname as table, i.relname as name, x.indisprimary as primary,
        (select string_agg(a.attname, ',' order by k.n)
          from unnest(x.indkey::int2[]) with ordinality k (attnum, n)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum) as columns
      from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and x.indisunique`)
    const ofSpaces = await spaceTables()
    for (const table of ofSpaces) {
      const its = indexes.filter((one) => one.table === table)
      expect(
        its.filter((one) => one.primary).map((one) => one.columns),
        table,
      ).toEqual(['space_id,id'])
      const unspaced = its.filter((one) => !one.columns.split(',').includes('space_id'))
      expect(unspaced, table).toEqual([])
    }
    expect(ofSpaces).toEqual(expect.arrayContaining(names.map((n) => getTableName(tables[n]))))
  })

  it('no foreign key leaves a space: each pairs space_id with the other side’s', async () => {
    const keys = await query<{ name: string; from: string; to: string; pairs: string }>(`
      select k.conname as name, f.relname as from, t.relname as to,
        (select string_agg(a.attname || '=' || b.attname, ',' order by p.n)
          from unnest(k.conkey, k.confkey) with ordinality p (here, there, n)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = p.here
          join pg_attribute b on b.attrelid = k.confrelid and b.attnum = p.there) as pairs
      from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
      where k.contype = 'f' and k.connamespace = 'public'::regnamespace`)
    const ofSpaces = await spaceTables()
    const touching = keys.filter(({ from, to }) => ofSpaces.includes(from) || ofSpaces.includes(to))
    expect(touching.length).toBeGreaterThan(names.length)
    const leaving = touching.filter(({ from, to, pairs }) => {
      if (!ofSpaces.includes(from)) return true
      if (to === 'spaces') return pairs !== 'space_id=id'
      return !ofSpaces.includes(to) || !pairs.split(',').includes('space_id=space_id')
    })
    expect(leaving).toEqual([])
  })

  it('has no triggers, no rules, no sequences and no generated numbers', async () => {
    const found = await query(`
      select 'trigger' as kind, tgname as name from pg_trigger where not tgisinternal
      union all select 'rule', rulename from pg_rewrite r join pg_class c on c.oid = r.ev_class
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      union all select 'sequence', relname from pg_class
        where relkind = 'S' and relnamespace = 'public'::regnamespace
      union all select 'identity', column_name::name from information_schema.columns
        where table_schema = 'public' and (is_identity = 'YES' or is_generated <> 'NEVER')`)
    expect(found).toEqual([])
  })

  it('has only plain ascending indexes', async () => {
    const found = await query(`
      select indexname from pg_indexes
      where schemaname = 'public' and (indexdef ~* ' desc| nulls ' or indexdef !~* 'using btree')`)
    expect(found).toEqual([])
  })
})

/** The tables whose rows belong to a space. */
async function spaceTables(): Promise<string[]> {
  const rows = await query<{ table: string }>(`
    select table_name as table from information_schema.columns
    where table_schema = 'public' and column_name = 'space_id'`)
  return rows.map(({ table }) => table)
}
