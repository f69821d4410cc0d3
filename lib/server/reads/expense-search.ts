import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { database, idArray, rowsOf } from '@/db/client'
import { foldText } from '@/lib/core/text'
import { dateIn } from '@/lib/core/time-zones'
import {
  isAsking,
  type Reading,
  readSearch,
  type Search,
  type SearchContext,
  type Term,
} from '@/lib/domain/expenses/search'
import type { Ctx } from '../auth/ctx'
import { readSettings } from './settings'
import { currencyOf, walletIds } from './spaces'

/** A search as its person means it: the text, and the region that was asked for beside it. */
export type Asked = { text: string; region: string }

/**
 * The condition that a search puts on the rows of `expenses`: the very reading of the app's own search, in each wallet's
 * currency, with the person's settings; undefined where it asks for nothing.
 */
export async function searchCondition(
  ctx: Ctx,
  { text, region }: Asked,
  walletId: string | undefined,
): Promise<SQL | undefined> {
  const { locale, firstWeekday, monthStartsOn } = await readSettings(ctx)
  const context = {
    today: dateIn(ctx.timeZone, new Date()),
    locale: locale ?? region,
    firstWeekday: firstWeekday ?? 1,
    monthStartsOn,
  }
  const ids = walletIds(ctx, walletId)
  const currencies = [...new Set(ids.map((id) => currencyOf(ctx, id)))]
  const names = await categoryNames(ids)
  const each = currencies.map((currency) => inCurrency(text, { ...context, currency }, names))
  if (!each.some(Boolean)) return undefined
  const conditions = each.map((condition, index) => {
    return sql`(currency = ${currencies[index]} and ${condition ?? sql`true`})`
  })
  return sql`(${sql.join(conditions, sql` or `)})`
}

type Names = { id: string; folded: string }[]

/** Every id that an expense may carry with the name, by `foldText`, of the category that it leads to. */
async function categoryNames(walletIds: string[]): Promise<Names> {
  const rows = await rowsOf<{ id: string; name: string }>(
    database(),
    sql`select c.id, coalesce(a.name, c.name) as name from categories c
      left join categories a on a.space_id = c.space_id and a.id = c.merged_into
      where c.space_id = any (${idArray(walletIds)})`,
  )
  return rows.map(({ id, name }) => ({ id, folded: foldText(name) }))
}

function inCurrency(text: string, context: SearchContext, names: Names): SQL | undefined {
  const search = readSearch(text, context)
  return isAsking(search) ? ofSearch(search, names) : undefined
}

function ofSearch({ terms, min, max }: Search, names: Names): SQL {
  const all = terms.map((term) => ofTerm(term, names))
  if (min !== undefined) all.push(sql`abs(amount) >= ${min}::bigint`)
  if (max !== undefined) all.push(sql`abs(amount) <= ${max}::bigint`)
  return sql.join(all, sql` and `)
}

function ofTerm(term: Term, names: Names): SQL {
  const readings = term.map((reading) => ofReading(reading, names))
  return sql`(${sql.join(readings, sql` or `)})`
}

function ofReading(reading: Reading, names: Names): SQL {
  if ('amount' in reading) return sql`abs(amount) = ${Math.abs(reading.amount)}::bigint`
  if ('from' in reading) return sql`date between ${reading.from}::date and ${reading.to}::date`
  if ('all' in reading) {
    const parts = reading.all.map((term) => ofTerm(term, names))
    return sql`(${sql.join(parts, sql` and `)})`
  }
  const { text } = reading
  const named = names.filter(({ folded }) => folded.includes(text)).map(({ id }) => id)
  const inNote = sql`strpos(coalesce(note_search, lower(note)), ${text}::text) > 0`
  return named.length > 0 ? sql`${inNote} or category_id = any (${idArray(named)})` : inNote
}
