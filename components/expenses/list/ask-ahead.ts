import { categories } from '@/lib/client/hooks/categories'
import { localToday } from '@/lib/client/hooks/clock'
import { dayRows, horizonOf, lastBegun, months } from '@/lib/client/hooks/expenses'
import { askAhead } from '@/lib/client/hooks/live'
import { lastShownWallet } from '@/lib/client/hooks/wallets'
import { firstDays } from './use-days'
import { firstBottom } from './use-scroll-window'
import { datesToRead } from './windowing'

let stops: (() => void)[] = []

/**
 * Asks for all that the list begins with, where it was on show last, while nothing is drawn yet. A screen finds out by
 * drawing what it needs next, and would read in four steps what is read in two. It ends once the list itself asks.
 */
export function askAheadForList(): void {
  const walletId = lastShownWallet()
  if (!walletId) return
  const today = localToday()
  stops = [
    askAhead(categories, [walletId]),
    askAhead(horizonOf, [walletId]),
    askAhead(lastBegun, [walletId, today]),
  ]
  let asked = false
  stops.push(
    askAhead(months, [walletId], (all) => {
      if (asked) return
      asked = true
      const [from, to] = datesToRead(firstDays(all, today), 0, firstBottom)
      if (from && to) stops.push(askAhead(dayRows, [walletId, from, to]))
    }),
  )
}

/** The list asks for itself by now. */
export function endAskingAhead(): void {
  for (const stop of stops) stop()
  stops = []
}
