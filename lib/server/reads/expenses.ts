import 'server-only'
import { Column, type SQL, sql } from 'drizzle-orm'
import { database, idArray, rowsOf } from '@/db/client'
import { rowColumns } from '@/db/tables'
import { decimalsOf } from '@/lib/core/money'
import type { Row } from '@/lib/domain/entities'
import type { Ctx } from '../auth/ctx'
import { type Asked, searchCondition } from './expense-search'
import { currencyOf, walletIds } from './spaces'

/** An expense as people see it: its category is the one that aliases lead to. */
export type ReadExpense = Row<'expense'> & {
  category: string
  /** What the row itself says, which may be an alias: what edits compare with. */
  storedCategoryId: string
}

/** An expense as its row is. */
export function stored({ storedCategoryId, category: _, ...row }: ReadExpense): Row<'expense'> {
  return { ...row, categoryId: storedCategoryId }
}

/** Where a page ended: the next one begins after it. */
export type Place = { date: string; id: string; spaceId: string }

/** Which expenses to list; dates are inclusive, `min` and `max` are plain decimals ("12.5") in each wallet's own currency. */
export type ExpenseFilter = {
  walletId?: string | undefined
  from?: string | undefined
  to?: string | undefined
  categoryIds?: string[] | undefined
  /** What is looked for, as the app's own search reads it. */
  search?: Asked | undefined
  min?: string | undefined
  max?: string | undefined
  after?: Place | undefined
  limit: number
}

type Raw = Record<string, unknown>

const { categoryId: ofCategory, ...own } = rowColumns('expense')
const columns = sql.join(
  [
    ...Object.entries(own).map(([name, { name: column }]) => as('e', column, name)),
    ...[as('e', ofCategory?.name ?? '', 'storedCategoryId'), as('c', 'id', 'categoryId')],
    as('c', 'name', 'category'),
  ],
  sql`, `,
)

function as(table: string, column: string, name: string): SQL {
  return sql`${sql.identifier(table)}.${sql.identifier(column)} as ${sql.identifier(name)}`
}

// A look-up per row, which stays as cheap as the page is short; joined, all wallets' categories might be read for it.
const named = sql`cross join lateral (
    select coalesce(a.id, c.id) as id, coalesce(a.name, c.name) as name from categories c
    left join categories a on a.space_id = c.space_id and a.id = c.merged_into
    where c.space_id = e.space_id and c.id = e.category_id limit 1
  ) c`

/** The live expenses of the caller's wallets, newest date first; a page costs the same however many there are. */
export async function listExpenses(ctx: Ctx, filter: ExpenseFilter): Promise<ReadExpense[]> {
  const { search, walletId } = filter
  const found = search && (await searchCondition(ctx, search, walletId))
  const conditions = found ? sql`${conditionsOf(filter)} and ${found}` : conditionsOf(filter)
  const { ids, mins, maxs } = boundsOf(ctx, filter)
  const rows = await rowsOf<Raw>(
    database(),
    sql`select ${columns} from unnest(${ids}, ${mins}, ${maxs}) as s (id, low, high)
      cross join lateral (
        select * from expenses where space_id = s.id and deleted_at is null ${conditions}
        order by date desc, id desc limit ${filter.limit}
      ) e ${named} order by e.date desc, e.id desc, e.space_id desc limit ${filter.limit}`,
  )
  return rows.map(fromRaw)
}

/** The expenses with an id in the caller's wallets (or in one), deleted ones included. */
export async function findExpenses(
  ctx: Ctx,
  id: string,
  walletId?: string,
): Promise<ReadExpense[]> {
  const rows = await rowsOf<Raw>(
    database(),
    sql`select ${columns} from expenses e ${named}
      where e.space_id = any (${idArray(walletIds(ctx, walletId))}) and e.id = ${id}`,
  )
  return rows.map(fromRaw)
}

function conditionsOf(filter: ExpenseFilter): SQL {
  const { from, to, categoryIds, min, max, after } = filter
  const conditions: SQL[] = []
  if (from !== undefined) conditions.push(sql`and date >= ${from}`)
  if (to !== undefined) conditions.push(sql`and date <= ${to}`)
  if (min !== undefined) conditions.push(sql`and amount >= s.low`)
  if (max !== undefined) conditions.push(sql`and amount <= s.high`)
  if (categoryIds) {
    conditions.push(sql`and category_id in (select id from categories f where f.space_id = s.id
      and (f.id = any (${idArray(categoryIds)}) or f.merged_into = any (${idArray(categoryIds)})))`)
  }
  if (after) {
    conditions.push(
      sql`and (date, id, space_id) < (${after.date}::date, ${after.id}::uuid, ${after.spaceId}::uuid)`,
    )
  }
  return sql.join(conditions, sql` `)
}

// A bound is a decimal, but wallets can have currencies with different decimals: each gets its own in minor units.
function boundsOf(ctx: Ctx, { walletId, min, max }: ExpenseFilter) {
  const ids = walletIds(ctx, walletId)
  const minor = (value: string | undefined, towards: 'up' | 'down') =>
    `{${ids.map((id) => (value === undefined ? 'NULL' : toMinor(value, currencyOf(ctx, id), towards))).join(',')}}`
  return {
    ids: idArray(ids),
    mins: sql`${minor(min, 'up')}::bigint[]`,
    maxs: sql`${minor(max, 'down')}::bigint[]`,
  }
}

// Digit by digit: the largest amounts times 100 are no exact floats.
function toMinor(value: string, currency: string, towards: 'up' | 'down'): bigint {
  const [whole = '', fraction = ''] = value.replace('-', '').split('.')
  const decimals = decimalsOf(currency)
  const size = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'))
  const rest = /[1-9]/.test(fraction.slice(decimals)) ? 1n : 0n
  if (value.startsWith('-')) return -size - (towards === 'down' ? rest : 0n)
  return size + (towards === 'up' ? rest : 0n)
}

// Such a query hands out what the driver brings; most columns leave it as it is, and this is done for every row of a page.
const converted = Object.entries(own).filter(
  ([, column]) => column.mapFromDriverValue !== Column.prototype.mapFromDriverValue,
)

function fromRaw(raw: Raw): ReadExpense {
  const row = { ...raw }
  for (const [name, column] of converted) {
    if (row[name] !== null) row[name] = column.mapFromDriverValue(row[name])
  }
  return row as unknown as ReadExpense
}
