import type { Days } from '@/lib/core/dates'
import { parseAmount } from '@/lib/core/reading/amount'
import { daysIn, isShortWeekday, mostDateWords } from '@/lib/core/reading/date-text'
import { foldText } from '@/lib/core/text'

/** One way to read a part of a search: as text, as an amount in minor units, as days, or word by word. */
export type Reading = { text: string } | { amount: number } | Days | { all: Term[] }

/** What a part of a search may mean: an expense fits where one of its readings does. */
export type Term = Reading[]

/** What is looked for: every term and bound must hold. Amounts in minor units, dates YYYY-MM-DD, all bounds included. */
export type Search = { terms: Term[]; min?: number; max?: number; from?: string; to?: string }

/** What a search looks at; note and category name by `foldText`. */
export type Findable = { note: string; category: string; amount: number; date: string }

/** How a search is read: by whom, where and when. Weeks begin on 1 (Monday) to 7, months on the day `monthStartsOn`. */
export type SearchContext = {
  currency: string
  today: string
  locale: string
  firstWeekday: number
  monthStartsOn: number
}

type Word = { typed: string; folded: string; quoted: boolean }

const bound = /^(>=|<=|>|<|=|≥|≤)(.+)$/u

/**
 * Reads what was typed into the search. Words are looked for in notes and category names, whatever their accents; `>50`,
 * `<=20`, `=12.50` and `10..20` bound the amount; amounts as rows show them, dates in the region's own order ("20/11/2026",
 * "Nov 20", "2026-11-20"), "2026", "november", "nov 2026", "today", "friday", "this month" and the like (see `daysIn`) are read as what they are, and
 * as text too: either counts. What is between quotes is only text. A month without a year is the last one that began. Pure.
 */
export function readSearch(text: string, context: SearchContext): Search {
  const found: Search = { terms: [] }
  const words = wordsOf(text)
  for (let at = 0; at < words.length; ) {
    const quotes = words.findIndex(({ quoted }, index) => index >= at && quoted)
    const end = Math.min(at + mostDateWords, quotes < 0 ? words.length : Math.max(quotes, at + 1))
    let count = end - at
    while (!take(found, words.slice(at, at + count), context)) count--
    at += count
  }
  return found
}

/** Whether an expense is among what is looked for. Pure; makes nothing, as a device asks it of a hundred thousand at each letter. */
export function matches(search: Search, row: Findable): boolean {
  const { terms, min, max } = search
  const size = Math.abs(row.amount)
  if (!isWithin(search, row.date)) return false
  if ((min !== undefined && size < min) || (max !== undefined && size > max)) return false
  for (const term of terms) if (!fits(term, row)) return false
  return true
}

/** Whether a search asks for anything. Pure. */
export function isAsking({ terms, ...bounds }: Search): boolean {
  return terms.length + Object.keys(bounds).length > 0
}

/** Takes a further bound into a search; of two that bound the same, the narrower one holds. */
export function narrow(search: Search, { min, max, from, to }: Partial<Search>): void {
  if (min !== undefined) search.min = Math.max(min, search.min ?? min)
  if (max !== undefined) search.max = Math.min(max, search.max ?? max)
  if (from !== undefined && from > (search.from ?? '')) search.from = from
  if (to !== undefined && to < (search.to ?? '9')) search.to = to
}

function fits(term: Term, row: Findable): boolean {
  for (const reading of term) if (isRead(reading, row)) return true
  return false
}

function isRead(reading: Reading, row: Findable): boolean {
  if ('text' in reading) {
    return row.note.includes(reading.text) || row.category.includes(reading.text)
  }
  if ('amount' in reading) return Math.abs(row.amount) === Math.abs(reading.amount)
  if (!('all' in reading)) return isWithin(reading, row.date)
  for (const part of reading.all) if (!fits(part, row)) return false
  return true
}

function isWithin({ from, to }: { from?: string; to?: string }, date: string): boolean {
  return (from === undefined || date >= from) && (to === undefined || date <= to)
}

// Of what is not seen nothing is left, and so is no word.
function wordsOf(text: string): Word[] {
  const parts = text.replace(/[“”„«»＂]/g, '"').matchAll(/"([^"]*)"?|(\S+)/g)
  return [...parts]
    .map(([, quoted, plain]) => ({
      typed: quoted ?? plain ?? '',
      folded: foldText(quoted ?? plain ?? ''),
      quoted: quoted !== undefined,
    }))
    .filter(({ folded }) => folded !== '')
}

/** Takes words into a search as one part of it; false where they mean nothing together. */
function take(found: Search, words: readonly Word[], context: SearchContext): boolean {
  const [first] = words
  const bounds = first?.quoted ? undefined : boundsIn(together(words), context.currency)
  if (bounds) {
    narrow(found, bounds)
    return true
  }
  const term = words.length > 1 ? termOf(words, context) : alone(first, context)
  if (term) found.terms.push(term)
  return term !== undefined
}

function together(words: readonly Word[]): string {
  return words.map(({ typed }) => typed).join(' ')
}

function termOf(words: readonly Word[], context: SearchContext): Term | undefined {
  const readings = meanings(words, context)
  return readings.length > 0 ? [...readings, { all: apart(words, context) }] : undefined
}

/** What words mean that are not one thing together: "20 nov 26" is also what cost 26 on that day. */
function apart(words: readonly Word[], context: SearchContext): Term[] {
  for (let count = words.length - 1; count > 1; count--) {
    const term = termOf(words.slice(0, count), context)
    if (term) return [term, ...apart(words.slice(count), context)]
  }
  return words.length > 0 ? [alone(words[0], context), ...apart(words.slice(1), context)] : []
}

function alone(word: Word | undefined, context: SearchContext): Term {
  const text = { text: word?.folded ?? '' }
  return word && !word.quoted ? [text, ...meanings([word], context)] : [text]
}

function meanings(words: readonly Word[], context: SearchContext): Reading[] {
  const text = words.map(({ folded }) => folded).join(' ')
  // "sun" becomes "sunscreen" while it is typed.
  const days = isShortWeekday(text) ? [] : daysIn(text, context)
  const amount = amountIn(together(words), context.currency)
  return amount === undefined ? days : [...days, { amount }]
}

function amountIn(text: string, currency: string): number | undefined {
  const read = /\p{Nd}/u.test(text) ? parseAmount(text, currency) : undefined
  return read?.ok ? read.amount : undefined
}

function boundsIn(text: string, currency: string): Partial<Search> | undefined {
  const [, sign, rest = ''] = bound.exec(text) ?? []
  const [low = '', high = '', more] = text.split('..')
  if (sign) {
    const amount = amountIn(rest, currency)
    return amount === undefined ? undefined : boundOf(sign, amount)
  }
  const [min, max] = [amountIn(low, currency), amountIn(high, currency)]
  return min === undefined || max === undefined || more !== undefined ? undefined : { min, max }
}

function boundOf(sign: string, amount: number): Partial<Search> {
  if (sign === '>') return { min: amount + 1 }
  if (sign === '<') return { max: amount - 1 }
  if (sign === '=') return { min: amount, max: amount }
  return sign === '>=' || sign === '≥' ? { min: amount } : { max: amount }
}
