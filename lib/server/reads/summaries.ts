import 'server-only'
import { eq, type SQL, sql } from 'drizzle-orm'
import { database, idArray, rowsOf } from '@/db/client'
import { categories } from '@/db/schema/categories'
import { addMonths, type Days, monthBegunIn } from '@/lib/core/dates'
import { addUp, type Sum } from '@/lib/core/money'
import { canonicalId } from '@/lib/domain/categories/rules'
import { type Cell, type DayCell, within } from '@/lib/domain/summaries/cells'
import {
  type Figure,
  totalIn,
  totalsByCategory,
  totalsByNote,
} from '@/lib/domain/summaries/figures'
import { totalsByPeriod, totalsByWeekday } from '@/lib/domain/summaries/periods'
import type { Ctx } from '../auth/ctx'
import { readSettings } from './settings'
import { currencyOf } from './spaces'

/** One month of one wallet in minor units of its currency, with the month before for comparison. */
export type MonthSummary = Figure & {
  currency: string
  previousTotal: Sum
  /** Largest first; categories by what aliases lead to. */
  categories: (Figure & { categoryId: string; name: string })[]
}

/** The sums of a month in one of the caller's wallets: the one that begins in a calendar month (YYYY-MM), on its day `startsOn`. */
export async function summarizeMonth(
  ctx: Ctx,
  walletId: string,
  month: string,
  startsOn = 1,
): Promise<MonthSummary> {
  const currency = currencyOf(ctx, walletId)
  const before = monthBegunIn(addMonths(month, -1), startsOn)
  const days = monthBegunIn(month, startsOn)
  const cells = await readCells(walletId, { from: before.from, to: days.to })
  // After the cells, so that no category of theirs is missing.
  const known = await readNames(walletId)
  const its = within(cells, days)
  const byCategory = totalsByCategory(its, (id) => canonicalId(known, id))
  return {
    ...totalIn(its),
    currency,
    previousTotal: totalIn(within(cells, before)).total,
    categories: [...byCategory]
      .map(([categoryId, figure]) => {
        return { categoryId, name: known.get(categoryId)?.name ?? '', ...figure }
      })
      .sort(bySize),
  }
}

/** What a span of one wallet is summed by. */
export const groupings = ['category', 'day', 'week', 'month', 'weekday', 'note'] as const

/** Which expenses of a wallet are summed, and by what; `leaveOut` are ids of categories or expenses that do not count. */
export type Span = Days & {
  walletId: string
  by: (typeof groupings)[number]
  leaveOut: readonly string[]
}

/** One part of a sum: `key` is an id, the first day of a period, a weekday from 1 (Monday), or a note by `foldText`. */
export type Item = Figure & { key: string; name: string }

/**
 * The sum of a span of one of the caller's wallets and its parts, which have expenses each: categories and notes largest
 * first, days, weeks, months and weekdays in their order; weeks and months begin where the caller's settings say.
 */
export async function summarize(
  ctx: Ctx,
  span: Span,
): Promise<Figure & { currency: string; items: Item[] }> {
  const currency = currencyOf(ctx, span.walletId)
  const items = await itemsOf(ctx, span)
  return { ...totalIn(items), currency, items }
}

async function itemsOf(ctx: Ctx, span: Span): Promise<Item[]> {
  switch (span.by) {
    case 'category': {
      const parts = await readParts(span, sql`category_id`)
      const cells = parts.map(({ key, ...figure }) => ({ date: '', categoryId: key, ...figure }))
      const names = await readNames(span.walletId)
      return [...totalsByCategory(cells, (id) => canonicalId(names, id))]
        .map(([key, figure]) => ({ key, name: names.get(key)?.name ?? '', ...figure }))
        .sort(bySize)
    }
    case 'note': {
      const parts = await readParts(span, sql`note`)
      return [...totalsByNote(parts.map(({ key, ...figure }) => ({ note: key, ...figure })))]
        .map(([key, { note, ...figure }]) => ({ key, name: note, ...figure }))
        .sort(bySize)
    }
    default: {
      const parts = await readParts(span, sql`date::text`)
      const cells = parts.map(({ key, ...figure }) => ({ date: key, ...figure }))
      return (await bucketsOf(ctx, span.by, cells)).sort((a, b) => (a.key < b.key ? -1 : 1))
    }
  }
}

async function bucketsOf(
  ctx: Ctx,
  by: 'day' | 'week' | 'month' | 'weekday',
  cells: readonly DayCell[],
): Promise<Item[]> {
  if (by === 'day') return cells.map(({ date, ...figure }) => named(date, figure))
  if (by === 'weekday') {
    return [...totalsByWeekday(cells)].map(([day, figure]) => {
      return { key: String(day), name: weekdays[day - 1] ?? '', ...figure }
    })
  }
  const { firstWeekday, monthStartsOn } = await readSettings(ctx)
  const begins = { firstWeekday: firstWeekday ?? 1, monthStartsOn }
  return totalsByPeriod(cells, by, begins).map(({ from, count, total }) =>
    named(from, { count, total }),
  )
}

function named(key: string, figure: Figure): Item {
  return { key, name: key, ...figure }
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** The expenses of a span counted and summed by one expression of theirs. */
async function readParts(
  { walletId, from, to, leaveOut }: Span,
  key: SQL,
): Promise<(Figure & { key: string })[]> {
  const categories = leaveOut.length > 0 ? await storedAs(walletId, leaveOut) : []
  const rows = await rowsOf<Record<'key' | 'count' | 'total', string>>(
    database(),
    sql`select ${key} as key, count(*)::text as count, sum(amount)::text as total
      from expenses
      where space_id = ${walletId} and deleted_at is null and date >= ${from} and date <= ${to}
        and not id = any (${idArray(leaveOut)}) and not category_id = any (${idArray(categories)})
      group by 1`,
  )
  return rows.map((row) => ({ key: row.key, ...figureOf(row) }))
}

/** The ids under which rows may name some categories, aliases too. */
async function storedAs(walletId: string, ids: readonly string[]): Promise<string[]> {
  const names = await readNames(walletId)
  const wanted = new Set(ids.map((id) => canonicalId(names, id)))
  return [...names.keys()].filter((id) => wanted.has(canonicalId(names, id)))
}

function figureOf({ count, total }: { count: string; total: string }): Figure {
  return { count: Number(count), total: addUp(0, BigInt(total)) }
}

/** The cells of a wallet between two dates: what `cellsOf` makes of its expenses. */
export async function readCells(walletId: string, { from, to }: Days): Promise<Cell[]> {
  const rows = await rowsOf<{ [K in keyof Cell]: string }>(
    database(),
    sql`select date::text as date, category_id as "categoryId", count(*)::text as count,
        sum(amount)::text as total
      from expenses
      where space_id = ${walletId} and deleted_at is null and date >= ${from} and date <= ${to}
      group by expenses.date, category_id`,
  )
  return rows.map((row) => ({ ...row, ...figureOf(row) }))
}

/** The names of a wallet's categories by id, and where aliases lead. */
export async function readNames(walletId: string) {
  const { id, name, mergedInto, deletedAt } = categories
  const rows = await database()
    .select({ id, name, mergedInto, deletedAt })
    .from(categories)
    .where(eq(categories.spaceId, walletId))
  return new Map(rows.map((row) => [row.id, row]))
}

type Sized = { total: Sum; name: string }

function bySize(one: Sized, other: Sized): number {
  if (one.total !== other.total) return one.total < other.total ? 1 : -1
  return Number(one.name > other.name) - Number(one.name < other.name)
}
