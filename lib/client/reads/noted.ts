import { columnsBetween } from '@/lib/client/replica/column-reads'
import { unpack } from '@/lib/client/replica/columns'
import type { Replica } from '@/lib/client/replica/replica'
import type { Days } from '@/lib/core/dates'
import { type Cell, within } from '@/lib/domain/summaries/cells'

/** An expense as far as its note is summed; `noteKey` is the note by `foldText`. */
export type NotedRow = Cell & { id: string; note: string; noteKey: string }

/** The expenses of a wallet between two dates with their notes, in no order. */
export async function readNoted(
  replica: Replica,
  walletId: string,
  days: Days,
): Promise<NotedRow[]> {
  const rows: NotedRow[] = []
  for await (const some of columnsBetween(replica, walletId, days.from, days.to)) {
    for (const columns of some) {
      for (const { id, date, amount, categoryId, note, noteKey } of unpack(columns)) {
        rows.push({ id, date, categoryId, note, noteKey, count: 1, total: amount })
      }
    }
  }
  return within(rows, days)
}
