import { columnsBetween } from '@/lib/client/replica/column-reads'
import { datesOf } from '@/lib/client/replica/columns'
import type { Replica } from '@/lib/client/replica/replica'
import type { Days } from '@/lib/core/dates'
import { addUp } from '@/lib/core/money'
import type { Cell } from '@/lib/domain/summaries/cells'

/** The cells of a wallet between two dates, from the columns beside the rows: what `cellsOf` makes of its expenses. */
export async function readCells(
  replica: Replica,
  walletId: string,
  { from, to }: Days,
): Promise<Cell[]> {
  const cells = new Map<string, Cell>()
  for await (const records of columnsBetween(replica, walletId, from, to)) {
    for (const record of records) {
      const dates = datesOf(record)
      for (const [at, amount] of record.amounts.entries()) {
        const date = dates[record.days[at] ?? 0] ?? ''
        if (date < from || date > to) continue
        const categoryId = record.categoryIds[record.categories[at] ?? 0] ?? ''
        const key = `${date} ${categoryId}`
        const { count, total } = cells.get(key) ?? { count: 0, total: 0 }
        cells.set(key, { date, categoryId, count: count + 1, total: addUp(total, amount) })
      }
    }
  }
  return [...cells.values()]
}
