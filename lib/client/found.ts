import { dayOf, lengthOf } from '@/lib/core/dates'
import { plus } from '@/lib/core/money'
import { foldText } from '@/lib/core/text'
import { matches, type Search } from '@/lib/domain/expenses/search'
import type { Replica } from './replica'
import { betweenDays } from './rows'
import { type Month, withinSpace } from './store'

/** A day with what was found on it, in the order of the list; amounts in minor units. */
export type FoundDay = {
  date: string
  count: number
  sum: number
  ids: string[]
  amounts: number[]
}

/** What a search found so far, newest first; `done` once everything was looked at. */
export type Found = { days: FoundDay[]; count: number; sum: number; done: boolean }

/** Of each expense of a wallet, newest first, what a search looks at. */
export type Findables = {
  ids: string[]
  dates: string[]
  amounts: number[]
  categories: string[]
  /** By `foldText`. */
  notes: string[]
}

/** How much is read, and how long is looked, before the screen gets its turn. */
const readAtOnce = 500
const lookFor = 8

/**
 * Reads what searches look at, the newest first, in parts that leave the screen its turn; `over` ends it. What has been read
 * is in `into` after each part.
 */
export async function readFindables(
  replica: Replica,
  walletId: string,
  into: Findables,
  over: () => boolean,
): Promise<void> {
  const months = await replica.store.getAll('month', withinSpace(walletId))
  for (const [from, to] of months.reverse().flatMap(parts)) {
    if (over()) return
    const rows = await replica.store.getAllFromIndex(
      'expense',
      'day',
      betweenDays(walletId, from, to),
    )
    for (const { id, date, amount, categoryId, note } of rows.reverse()) {
      into.ids.push(id)
      into.dates.push(date)
      into.amounts.push(amount)
      into.categories.push(categoryId)
      into.notes.push(foldText(note))
    }
  }
}

/** Nothing yet. */
export function noFindables(): Findables {
  return { ids: [], dates: [], amounts: [], categories: [], notes: [] }
}

/** What to look for, and where: of `within` only, where that is given; `names` are the categories' names, by `foldText`. */
export type Wanted = {
  search: Search
  within: ReadonlySet<string> | undefined
  names: ReadonlyMap<string, string>
}

/** Looks through what was read, from the newest on, leaving the screen its turn; undefined where `over` ended it. */
export async function findIn(
  { ids, dates, amounts, categories, notes }: Findables,
  { search, within, names }: Wanted,
  over: () => boolean,
): Promise<Omit<Found, 'done'> | undefined> {
  const found = { days: [] as FoundDay[], count: 0, sum: 0 }
  let since = performance.now()
  for (let at = 0; at < ids.length; at++) {
    if (at % 512 === 0 && performance.now() - since > lookFor) {
      await turn()
      if (over()) return undefined
      since = performance.now()
    }
    const category = categories[at] ?? ''
    if (within && !within.has(category)) continue
    const date = dates[at] ?? ''
    const amount = amounts[at] ?? 0
    const text = `${notes[at]}\n${names.get(category) ?? ''}`
    if (!matches(search, { text, amount, date })) continue
    let day = found.days.at(-1)
    if (day?.date !== date) {
      day = { date, count: 0, sum: 0, ids: [], amounts: [] }
      found.days.push(day)
    }
    day.ids.push(ids[at] ?? '')
    day.amounts.push(amount)
    day.count += 1
    day.sum = plus(day.sum, amount)
    found.count += 1
    found.sum = plus(found.sum, amount)
  }
  return found
}

// A month as ranges of dates that hold about as many expenses as are read at once.
function parts({ month, counts }: Month): [string, string][] {
  const ranges: [string, string][] = []
  // Not beyond the month: the first of the next one would be found twice.
  const length = lengthOf(month)
  let last = length
  let held = 0
  for (let day = length; day >= 1; day--) {
    held += counts[day - 1] ?? 0
    if (held < readAtOnce && day > 1) continue
    if (held > 0) ranges.push([dayOf(month, day), dayOf(month, last)])
    last = day - 1
    held = 0
  }
  return ranges
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
