import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { database, rowsOf } from '@/db/client'
import { categories } from '@/db/schema/categories'
import { addMonths, type Days, monthBegunIn } from '@/lib/core/dates'
import { addUp, type Sum } from '@/lib/core/money'
import { canonicalId } from '@/lib/domain/categories/rules'
import { type Cell, within } from '@/lib/domain/summaries/cells'
import { type Figure, totalIn, totalsByCategory } from '@/lib/domain/summaries/figures'
import type { Ctx } from '../auth/ctx'
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

/** The cells of a wallet between two dates: what `cellsOf` makes of its expenses. */
async function readCells(walletId: string, { from, to }: Days): Promise<Cell[]> {
  const rows = await rowsOf<{ [K in keyof Cell]: string }>(
    database(),
    sql`select date::text as date, category_id as "categoryId", count(*)::text as count,
        sum(amount)::text as total
      from expenses
      where space_id = ${walletId} and deleted_at is null and date >= ${from} and date <= ${to}
      group by expenses.date, category_id`,
  )
  return rows.map((row) => ({
    ...row,
    count: Number(row.count),
    total: addUp(0, BigInt(row.total)),
  }))
}

async function readNames(walletId: string) {
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
