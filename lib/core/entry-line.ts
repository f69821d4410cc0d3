import { parseAmount } from './amount'
import { addDays, isCalendarDate } from './dates'
import { foldName } from './text'

/** What one line says of an expense; what it does not say is undefined or empty. */
export type EntryLine = {
  /** In minor units. */
  amount: number | undefined
  date: string | undefined
  categoryId: string | undefined
  note: string
}

type Named = { id: string; name: string }

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/**
 * Reads a line such as "12.50 coffee yesterday" or "yesterday lidl 34,20 groceries": the first word that is an amount,
 * the last one that is a day, the name of a category, and the rest as the note. Days are "today", "yesterday", a weekday
 * (the last one that was), 2026-11-20, or 20.11. with or without a year (the last one that was).
 */
export function readEntryLine(
  line: string,
  {
    currency,
    today,
    categories,
  }: { currency: string; today: string; categories: readonly Named[] },
): EntryLine {
  const words = line.trim().split(/\s+/).filter(Boolean)
  const amount = take(words, (word) => readAmount(word, currency), 'first')
  if (amount) dropBeside(amount.at, words, currency)
  const date = take(words, (word) => readDay(word, today), 'last')
  const category = takeCategory(words, categories)
  const note = words.join(' ')
  return { amount: amount?.found, date: date?.found, categoryId: category?.id, note }
}

/** Takes a word that can be read out of the list, and says where it stood. */
function take<T>(
  words: string[],
  read: (word: string) => T | undefined,
  which: 'first' | 'last',
): { found: T; at: number } | undefined {
  const order = words.map((_, index) => index)
  for (const index of which === 'first' ? order : order.reverse()) {
    const found = read(words[index] ?? '')
    if (found === undefined) continue
    words.splice(index, 1)
    return { found, at: index }
  }
  return undefined
}

// "12.50 EUR", "€ 12.50": the currency belongs to the amount that stood there; elsewhere "cup" is a word.
function dropBeside(at: number, words: string[], currency: string): void {
  const isIt = (word = '') => word.toUpperCase() === currency || /^\p{Sc}$/u.test(word)
  const index = [at, at - 1].find((place) => isIt(words[place]))
  if (index !== undefined) words.splice(index, 1)
}

function readAmount(word: string, currency: string): number | undefined {
  // A date or a bare bracket is none, and neither is "7up".
  if (!/\d/.test(word) || isCalendarDate(word) || /^\d{1,2}\.\d{1,2}\.(\d{4})?$/.test(word)) {
    return undefined
  }
  const read = parseAmount(word, currency)
  return read.ok ? read.amount : undefined
}

function readDay(word: string, today: string): string | undefined {
  const name = word.toLowerCase()
  if (name === 'today') return today
  if (name === 'yesterday') return addDays(today, -1)
  const weekday = weekdays.findIndex((one) => one === name || one.slice(0, 3) === name)
  if (weekday >= 0) {
    const ago = (new Date(`${today}T00:00:00Z`).getUTCDay() - weekday + 7) % 7
    return addDays(today, -(ago || 7))
  }
  if (isCalendarDate(word)) return word
  const [, day = '', month = '', year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?$/.exec(word) ?? []
  if (day === '') return undefined
  const within = (which: string) => `${which}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const thisYear = today.slice(0, 4)
  const found = within(year ?? thisYear)
  const past = !year && found > today ? within(String(Number(thisYear) - 1)) : found
  return isCalendarDate(past) ? past : undefined
}

// Names can have several words; the longest that fits counts.
function takeCategory(words: string[], categories: readonly Named[]): Named | undefined {
  const spans = words.flatMap((_, from) =>
    words.slice(from).map((__, length) => ({ from, count: length + 1 })),
  )
  const fitting = spans.flatMap(({ from, count }) => {
    const name = foldName(words.slice(from, from + count).join(' '))
    const category = categories.find((one) => foldName(one.name) === name)
    return category ? [{ from, count, category }] : []
  })
  const [best] = fitting.sort((a, b) => b.count - a.count || b.from - a.from)
  if (!best) return undefined
  words.splice(best.from, best.count)
  return best.category
}
