import { columnsBetween } from '@/lib/client/replica/column-reads'
import { type Looked, unpack } from '@/lib/client/replica/columns'
import type { Replica } from '@/lib/client/replica/replica'
import type { Days } from '@/lib/core/dates'

/** The expenses of a wallet between two dates that count and cost the most, the dearest first; refunds cost nothing. */
export async function readLargest(
  replica: Replica,
  walletId: string,
  { from, to }: Days,
  most: number,
  counts: (row: Looked) => boolean,
): Promise<Looked[]> {
  let found: Looked[] = []
  for await (const some of columnsBetween(replica, walletId, from, to)) {
    for (const columns of some) {
      // Of most months hardly any is among them.
      const least = found.length < most ? 0 : (found.at(-1)?.amount ?? 0)
      if (!columns.amounts.some((amount) => amount > least)) continue
      const dear = unpack(columns).filter(
        (row) => row.amount > least && row.date >= from && row.date <= to && counts(row),
      )
      found = [...found, ...dear].sort(byCost).slice(0, most)
    }
  }
  return found
}

function byCost(one: Looked, other: Looked): number {
  return other.amount - one.amount || (one.date < other.date ? 1 : -1)
}
