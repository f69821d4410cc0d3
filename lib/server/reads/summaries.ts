import 'server-only'
import { sql } from 'drizzle-orm'
import { database, rowsOf } from '@/db/client'
import { addMonths, dayWithin } from '@/lib/core/dates'
import type { Ctx } from '../auth/ctx'
import { currencyOf } from './spaces'

/** One month of one wallet in minor units of its currency, with the month before for comparison. */
export type MonthSummary = {
  currency: string
  total: bigint
  count: number
  previousTotal: bigint
  /** Largest first; categories by what aliases lead to. */
  categories: { categoryId: string; name: string; total: bigint; count: number }[]
}

type Raw = {
  categoryId: string
  name: string
  total: string
  count: string | number
  previous: string
}

/** The sums of a month in one of the caller's wallets: the one that begins in a calendar month (YYYY-MM), on its day `startsOn`. */
export async function summarizeMonth(
  ctx: Ctx,
  walletId: string,
  month: string,
  startsOn = 1,
): Promise<MonthSummary> {
  const currency = currencyOf(ctx, walletId)
  const [before, from, until] = [-1, 0, 1].map((step) =>
    dayWithin(addMonths(month, step), startsOn),
  )
  const rows = await rowsOf<Raw>(
    database(),
    sql`with sums as (
        select category_id,
          sum(amount) filter (where date >= ${from}) as total,
          count(*) filter (where date >= ${from}) as count,
          sum(amount) filter (where date < ${from}) as previous
        from expenses
        where space_id = ${walletId} and deleted_at is null and date >= ${before} and date < ${until}
        group by category_id
      )
      select coalesce(a.id, c.id) as "categoryId", coalesce(a.name, c.name) as name,
        coalesce(sum(s.total), 0)::text as total, sum(s.count)::int as count,
        coalesce(sum(s.previous), 0)::text as previous
      from sums s
      join categories c on c.space_id = ${walletId} and c.id = s.category_id
      left join categories a on a.space_id = c.space_id and a.id = c.merged_into
      group by 1, 2 order by sum(s.total) desc nulls last, 2`,
  )
  const categories = rows.map(({ categoryId, name, total, count }) => ({
    categoryId,
    name,
    total: BigInt(total),
    count: Number(count),
  }))
  return {
    currency,
    total: categories.reduce((sum, one) => sum + one.total, 0n),
    count: categories.reduce((sum, one) => sum + one.count, 0),
    previousTotal: rows.reduce((sum, one) => sum + BigInt(one.previous), 0n),
    categories: categories.filter((one) => one.count > 0),
  }
}
