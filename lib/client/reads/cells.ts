import { columnsBetween } from '@/lib/client/replica/column-reads'
import { datesOf } from '@/lib/client/replica/columns'
import type { Replica } from '@/lib/client/replica/replica'
import type { Columns } from '@/lib/client/replica/store'
import type { Days } from '@/lib/core/dates'
import { type Cell, cellsOf, within } from '@/lib/domain/summaries/cells'

/** The cells of a wallet between two dates, from the columns beside the rows. */
export async function readCells(replica: Replica, walletId: string, days: Days): Promise<Cell[]> {
  const records: Columns[] = []
  for await (const some of columnsBetween(replica, walletId, days.from, days.to)) {
    records.push(...some)
  }
  return within(cellsOf(countedIn(records)), days)
}

function* countedIn(records: readonly Columns[]) {
  for (const record of records) {
    const dates = datesOf(record)
    for (const [at, amount] of record.amounts.entries()) {
      const date = dates[record.days[at] ?? 0] ?? ''
      const categoryId = record.categoryIds[record.categories[at] ?? 0] ?? ''
      yield { date, categoryId, amount, deletedAt: null }
    }
  }
}
