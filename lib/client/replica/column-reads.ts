import { untilLoaded } from '@/lib/client/page/build-files'
import { firstDate, lastDate } from '@/lib/core/dates'
import { columnsVersion, ofMonths } from './columns'
import type { Replica } from './replica'
import type { Columns, Month } from './store'

/** About how many expenses are read at once where they are unpacked, which must leave the screen its turn. */
const readAtOnce = 4000

/**
 * The columns of a wallet's months from that of one date to that of another, the newest record first, so many expenses at
 * once. Months that are not packed yet are packed first.
 */
export async function* columnsBetween(
  replica: Replica,
  walletId: string,
  from = firstDate,
  to = lastDate,
  atOnce = readAtOnce,
): AsyncGenerator<Columns[]> {
  const range = ofMonths(walletId, from.slice(0, 7), to.slice(0, 7))
  const spans = spansOf((await replica.store.getAll('month', range)).reverse(), atOnce)
  const read = (span: Month[] | undefined) => {
    const reading = span && columnsOf(replica, walletId, span)
    // Whoever waits for it hears of it.
    reading?.catch(() => {})
    return reading
  }
  let next = read(spans[0])
  for (const [at] of spans.entries()) {
    const columns = await next
    next = read(spans[at + 1])
    yield columns ?? []
  }
}

async function columnsOf(replica: Replica, walletId: string, span: Month[]): Promise<Columns[]> {
  for (const month of span) {
    if (month.columns === columnsVersion) continue
    const { packMonth } = await untilLoaded(() => import('./packing'))
    await packMonth(replica, month)
  }
  const [newest, oldest] = [span[0]?.month ?? '', span.at(-1)?.month ?? '']
  return (await replica.store.getAll('columns', ofMonths(walletId, oldest, newest))).reverse()
}

/** Months, in their order, put together to those that are read at once. */
function spansOf(months: readonly Month[], atOnce: number): Month[][] {
  const spans: Month[][] = []
  let held = atOnce
  for (const month of months) {
    if (held >= atOnce) {
      spans.push([])
      held = 0
    }
    spans.at(-1)?.push(month)
    held += month.counts.reduce((sum, count) => sum + count, 0)
  }
  return spans
}
