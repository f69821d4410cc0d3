import { columnsBetween } from '@/lib/client/replica/column-reads'
import { datesOf } from '@/lib/client/replica/columns'
import type { Replica } from '@/lib/client/replica/replica'
import type { Columns } from '@/lib/client/replica/store'
import type { Days } from '@/lib/core/dates'
import { addUp, type Sum } from '@/lib/core/money'
import { type Cell, within } from '@/lib/domain/summaries/cells'

/** About how many expenses are read at once: counting them takes little. */
const readAtOnce = 16_000

/** The cells of a wallet between two dates, by date and category, from the columns beside the rows. */
export async function readCells(replica: Replica, walletId: string, days: Days): Promise<Cell[]> {
  // The newest month first.
  const months: Cell[][] = []
  const { from, to } = days
  for await (const some of columnsBetween(replica, walletId, from, to, readAtOnce)) {
    months.push(...some.map(cellsIn))
  }
  return within(months.reverse().flat(), days)
}

/** The cells of a month, by date and category: counted in places of their own, as a month has few of both and many expenses. */
function cellsIn(record: Columns): Cell[] {
  const { amounts, days, categories, categoryIds } = record
  const width = categoryIds.length
  const counts: number[] = []
  const totals: Sum[] = []
  for (const [at, amount] of amounts.entries()) {
    const place = (days[at] ?? 0) * width + (categories[at] ?? 0)
    counts[place] = (counts[place] ?? 0) + 1
    totals[place] = addUp(totals[place] ?? 0, amount)
  }
  const dates = datesOf(record)
  const ordered = [...categoryIds.keys()].sort((a, b) =>
    (categoryIds[a] ?? '') < (categoryIds[b] ?? '') ? -1 : 1,
  )
  const cells: Cell[] = []
  for (const [day, date] of dates.entries()) {
    for (const category of ordered) {
      const place = day * width + category
      const count = counts[place]
      if (!count) continue
      const categoryId = categoryIds[category] ?? ''
      cells.push({ date, categoryId, count, total: totals[place] ?? 0 })
    }
  }
  return cells
}
