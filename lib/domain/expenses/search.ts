import { parseAmount } from '@/lib/core/amount'
import { addDays, addMonths, isCalendarDate, isMonth, monthDays } from '@/lib/core/dates'
import { foldName } from '@/lib/core/text'

/** What is looked for: every word and bound must hold. Amounts in minor units, dates YYYY-MM-DD, all bounds included. */
export type Search = {
  /** Folded; each stands in the note or in the category's name. */
  words: string[]
  /** Amounts of which any may be meant, by the figure in the note or by the expense's own; each as its word and its value. */
  figures: { word: string; amount: number }[]
  min?: number
  max?: number
  from?: string
  to?: string
}

/** What a search looks at: `text` is note and category name, folded. */
export type Findable = { text: string; amount: number; date: string }

const monthNames = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
]
const bound = /^(>=|<=|>|<|=|≥|≤)(.+)$/u

/**
 * Reads what was typed into the search. Words are looked for in notes and category names; `>50`, `<=20`, `=12.50` and
 * `10..20` bound the amount; `2026`, `2026-11`, `2026-11-20`, `20.11.2026`, "november", "nov 2026", "today",
 * "yesterday", "this month", "last week" and the like bound the date; a bare figure is an amount or stands in a note. What
 * is between quotes is only words. A month without a year is the last one that began. Pure.
 */
export function readSearch(
  text: string,
  { currency, today, firstWeekday }: { currency: string; today: string; firstWeekday: number },
): Search {
  const found: Search = { words: [], figures: [] }
  const tokens = [...text.matchAll(/"([^"]*)"?|(\S+)/g)].map(([, quoted, plain]) =>
    quoted === undefined
      ? { word: foldName(plain ?? ''), quoted: false }
      : { word: foldName(quoted), quoted: true },
  )
  for (let at = 0; at < tokens.length; at++) {
    const { word = '', quoted } = tokens[at] ?? {}
    if (word === '') continue
    const next = tokens[at + 1]?.quoted ? '' : (tokens[at + 1]?.word ?? '')
    const days = quoted ? undefined : daysOf(word, next, today, firstWeekday)
    if (days) {
      narrow(found, days)
      at += days.used - 1
    } else if (quoted || !readFigure(found, word, currency)) found.words.push(word)
  }
  return found
}

/** Whether an expense is among what is looked for. Pure. */
export function matches(search: Search, { text, amount, date }: Findable): boolean {
  const { words, figures, min, max, from, to } = search
  const size = Math.abs(amount)
  return (
    (from === undefined || date >= from) &&
    (to === undefined || date <= to) &&
    (min === undefined || size >= min) &&
    (max === undefined || size <= max) &&
    words.every((word) => text.includes(word)) &&
    figures.every((figure) => size === Math.abs(figure.amount) || text.includes(figure.word))
  )
}

/** Whether a search asks for anything. Pure. */
export function isAsking({ words, figures, ...bounds }: Search): boolean {
  return words.length + figures.length + Object.keys(bounds).length > 0
}

/** Takes a further bound into a search; of two that bound the same, the narrower one holds. */
export function narrow(search: Search, { min, max, from, to }: Partial<Search>): void {
  if (min !== undefined) search.min = Math.max(min, search.min ?? min)
  if (max !== undefined) search.max = Math.min(max, search.max ?? max)
  if (from !== undefined && from > (search.from ?? '')) search.from = from
  if (to !== undefined && to < (search.to ?? '9')) search.to = to
}

function readFigure(found: Search, word: string, currency: string): boolean {
  const [, sign, rest = ''] = bound.exec(word) ?? []
  const [low, high, more] = word.split('..')
  if (sign) {
    const read = parseAmount(rest, currency)
    if (!read.ok) return false
    narrow(found, boundOf(sign, read.amount))
    return true
  }
  if (low && high && more === undefined) {
    const [from, to] = [parseAmount(low, currency), parseAmount(high, currency)]
    if (!from.ok || !to.ok) return false
    narrow(found, { min: from.amount, max: to.amount })
    return true
  }
  const read = /\d/.test(word) ? parseAmount(word, currency) : undefined
  if (!read?.ok) return false
  found.figures.push({ word, amount: read.amount })
  return true
}

function boundOf(sign: string, amount: number): Partial<Search> {
  if (sign === '>') return { min: amount + 1 }
  if (sign === '<') return { max: amount - 1 }
  if (sign === '=') return { min: amount, max: amount }
  return sign === '>=' || sign === '≥' ? { min: amount } : { max: amount }
}

type Days = { from: string; to: string; used: number }

function daysOf(word: string, next: string, today: string, firstWeekday: number): Days | undefined {
  if (word === 'today') return { from: today, to: today, used: 1 }
  if (word === 'yesterday') {
    const date = addDays(today, -1)
    return { from: date, to: date, used: 1 }
  }
  if (word === 'this' || word === 'last') return span(word, next, today, firstWeekday)
  if (isCalendarDate(word)) return { from: word, to: word, used: 1 }
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(word) ?? []
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (isCalendarDate(date)) return { from: date, to: date, used: 1 }
  if (/^\d{4}-\d{2}$/.test(word)) return ofMonth(word, 1)
  if (/^(19|20|21)\d\d$/.test(word)) return { from: `${word}-01-01`, to: `${word}-12-31`, used: 1 }
  return ofName(word, next, today)
}

// Alone only by its whole name, as "mar" may become "market" while it is typed.
function ofName(word: string, next: string, today: string): Days | undefined {
  const hasYear = /^(19|20|21)\d\d$/.test(next)
  const index = monthNames.findIndex(
    (name) => name === word || (hasYear && name.slice(0, 3) === word),
  )
  if (index < 0) return undefined
  const number = String(index + 1).padStart(2, '0')
  if (hasYear) return ofMonth(`${next}-${number}`, 2)
  const thisYear = `${today.slice(0, 4)}-${number}`
  return ofMonth(thisYear <= today.slice(0, 7) ? thisYear : addMonths(thisYear, -12), 1)
}

function span(which: 'this' | 'last', unit: string, today: string, firstWeekday: number) {
  const back = which === 'last' ? 1 : 0
  if (unit === 'month') return ofMonth(addMonths(today.slice(0, 7), -back), 2)
  if (unit === 'year') {
    const year = Number(today.slice(0, 4)) - back
    return { from: `${year}-01-01`, to: `${year}-12-31`, used: 2 }
  }
  if (unit !== 'week') return undefined
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay()
  const from = addDays(today, -((weekday - firstWeekday + 7) % 7) - 7 * back)
  return { from, to: addDays(from, 6), used: 2 }
}

function ofMonth(month: string, used: number): Days | undefined {
  return isMonth(month) ? { ...monthDays(month), used } : undefined
}
