import { columnsBetween } from '@/lib/client/replica/column-reads'
import { datesOf, textsOf } from '@/lib/client/replica/columns'
import type { Replica } from '@/lib/client/replica/replica'
import type { Columns } from '@/lib/client/replica/store'
import { plus } from '@/lib/core/money'
import { type Findable, matches, type Search } from '@/lib/domain/expenses/search'

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

/** What searches look at of some expenses of a month, the oldest first; their ids are read once one of them is found. */
type Looked = {
  columns: Omit<Columns, 'notes' | 'written'>
  /** By the day of the month. */
  dates: string[]
  noteKeys: string[]
  ids?: string[]
}

/** What searches look at of a wallet, the newest part first. */
export type Findables = Looked[]

/** For how long is looked, in ms, before the screen gets its turn. */
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
  for await (const some of columnsBetween(replica, walletId)) {
    if (over()) return
    into.push(...some.map(toLook))
  }
}

function toLook({ notes: _, written: __, ...columns }: Columns): Looked {
  const noteKeys = textsOf(columns.noteKeys, columns)
  return { columns, dates: datesOf(columns), noteKeys }
}

/** What to look for, and where: of `within` only, where that is given; `names` are the categories' names, by `foldText`. */
export type Wanted = {
  search: Search
  within: ReadonlySet<string> | undefined
  names: ReadonlyMap<string, string>
}

/** Looks through what was read, from the newest on, leaving the screen its turn; undefined where `over` ended it. */
export async function findIn(
  findables: Findables,
  wanted: Wanted,
  over: () => boolean,
): Promise<Omit<Found, 'done'> | undefined> {
  const found = { days: [] as FoundDay[], count: 0, sum: 0 }
  let since = performance.now()
  for (const looked of findables) {
    if (performance.now() - since > lookFor) {
      await turn()
      if (over()) return undefined
      since = performance.now()
    }
    findAmong(looked, wanted, found)
  }
  return found
}

function findAmong(looked: Looked, wanted: Wanted, found: Omit<Found, 'done'>): void {
  const { columns, dates, noteKeys } = looked
  const { search, within, names } = wanted
  const { days, amounts, categories, categoryIds } = columns
  const allowed = categoryIds.map((id) => !within || within.has(id))
  const categoryNames = categoryIds.map((id) => names.get(id) ?? '')
  if (!mayHold(looked, search, categoryNames)) return
  // One for all of them: a hundred thousand would be thrown away at each letter.
  const row: Findable = { note: '', category: '', amount: 0, date: '' }
  for (let at = amounts.length - 1; at >= 0; at--) {
    const category = categories[at] ?? 0
    if (!allowed[category]) continue
    row.note = noteKeys[at] ?? ''
    row.category = categoryNames[category] ?? ''
    row.amount = amounts[at] ?? 0
    row.date = dates[days[at] ?? 0] ?? ''
    if (!matches(search, row)) continue
    looked.ids ??= textsOf(columns.ids, columns)
    add(found, row, looked.ids[at] ?? '')
  }
}

/** Whether a look at each could find any: what is rare is in few months, and in whole columns that shows at once. */
function mayHold(
  { columns, dates }: Looked,
  { terms, from, to }: Search,
  names: string[],
): boolean {
  const { days, noteKeys } = columns
  const [first = '', last = ''] = [dates[days[0] ?? 0], dates[days.at(-1) ?? 0]]
  if ((to !== undefined && to < first) || (from !== undefined && from > last)) return false
  const holds = (text: string) => noteKeys.includes(text) || names.some((one) => one.includes(text))
  return terms.every((term) => term.some((read) => !('text' in read) || holds(read.text)))
}

function add(found: Omit<Found, 'done'>, { date, amount }: Findable, id: string): void {
  let day = found.days.at(-1)
  if (day?.date !== date) {
    day = { date, count: 0, sum: 0, ids: [], amounts: [] }
    found.days.push(day)
  }
  day.ids.push(id)
  day.amounts.push(amount)
  day.count += 1
  day.sum = plus(day.sum, amount)
  found.count += 1
  found.sum = plus(found.sum, amount)
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
