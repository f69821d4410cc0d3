import { daysIn } from './date-text'
import { addDays } from './dates'
import type { Words } from './line-figures'
import { foldText } from './text'

/** A day that a line names by the words from `from` to before `to`. */
export type LineDay = {
  from: number
  to: number
  date: string
  /** Whether it can hardly be anything else; what is not sure is left to be chosen. */
  sure: boolean
  /** Whether it is a figure such as 10.11, which is an amount where there is no other. */
  isFigure: boolean
}

type Where = { today: string; locale: string }

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const short = /^(?:sun|mon|tues?|wed|thu|thurs?|fri|sat)$/
/** Months whose names are words, or people's names. */
const otherwise = /\b(?:may|mar|march|april|june|august)\b/
/** In days: a day without its year that is longer ago than this is more likely something else, as in "24/7". */
const recent = 62
const mostWords = 4
/** A figure with decimals that are a month too. */
const decimal = /^\d{1,2}\.(?:0[1-9]|1[0-2])$/

/** Whether a phrase begins or ends at a place of a line, as seen from the words that stand from one to before another. */
export type IsEdge = (at: number, span: { from: number; to: number }) => boolean

/**
 * The days that a line names. What stands alone between two edges is surely a day; a word that can be two things ("sun",
 * "may") is none within a phrase. Of a day without its year it is the last one that was.
 */
export function lineDays(words: Words, isEdge: IsEdge, where: Where): LineDay[] {
  const folded = words.map(({ text }) => foldText(text.replace(/,$/, '')))
  const found: LineDay[] = []
  for (let from = 0; from < words.length; from++) {
    for (let to = Math.min(words.length, from + mostWords); to > from; to--) {
      const day = dayAt(folded, from, to, isEdge, where)
      if (!day) continue
      found.push(day)
      break
    }
  }
  return found.filter((day) => !found.some((other) => other.from < day.from && day.to <= other.to))
}

function dayAt(
  words: readonly string[],
  from: number,
  to: number,
  isEdge: IsEdge,
  where: Where,
): LineDay | undefined {
  const [first = ''] = words.slice(from)
  const isLed = from + 1 < to && /^(?:on|last)$/.test(first)
  const text = words.slice(isLed ? from + 1 : from, to).join(' ')
  const date = dateOf(text, where)
  if (date === undefined) return undefined
  const day = { from, to, date, isFigure: decimal.test(text) }
  // "2 beers 9.10" has an amount; "10.11 bread 5" may begin with its day.
  if (day.isFigure && from > 0) return undefined
  const [begins, ends] = [isEdge(from, day), isEdge(to, day)]
  const alone = begins && ends
  const last = to === words.length
  if (isLed || alone) return { ...day, sure: !day.isFigure }
  if (/^(?:today|yesterday)$/.test(text)) return { ...day, sure: true }
  if (short.test(text)) return last ? { ...day, sure: false } : undefined
  if (weekdays.includes(text)) {
    return last || ends || from === 0 ? { ...day, sure: last } : undefined
  }
  if (/^\d{1,2}\/\d{1,2}$/.test(text)) {
    return { ...day, sure: ends && date >= addDays(where.today, -recent) }
  }
  return { ...day, sure: !day.isFigure && !otherwise.test(text) }
}

function dateOf(text: string, { today, locale }: Where): string | undefined {
  if (text === 'tomorrow') return addDays(today, 1)
  const [, ago] = /^(\d{1,3}) days? ago$/.exec(text) ?? []
  if (ago) return addDays(today, -Number(ago))
  const weekday = weekdays.findIndex(
    (one) => one === text || (short.test(text) && one.startsWith(text.slice(0, 3))),
  )
  if (weekday >= 0) {
    const since = (new Date(`${today}T00:00:00Z`).getUTCDay() - weekday + 7) % 7
    return addDays(today, -(since || 7))
  }
  if (!isDateLike(text)) return undefined
  const wanted = decimal.test(text) ? `${text}.` : text
  const days = daysIn(wanted, { today, locale, firstWeekday: 1, monthStartsOn: 1 })
  const dates = days.filter((day) => day.from === day.to).map((day) => day.from)
  return dates.find((date) => date <= today) ?? dates[0]
}

// Figures that stand beside each other are a date where the marks between them say so: "20. 11. 2026", but not "20.11. 5".
function isDateLike(text: string): boolean {
  const words = text.split(' ')
  if (words.some((word) => /^\d{3}$|\d{5}/.test(word))) return false
  if (words.length === 1)
    return decimal.test(text) || !/^[\d.,]*[.,]\d{1,2}$/.test(text) || /^\d+\.\d+\.\d+$/.test(text)
  const last = words.at(-1) ?? ''
  return (
    /\p{L}/u.test(text) ||
    (words.slice(0, -1).every((word) => /^\d{1,2}\.$/.test(word)) && /^\d{4}$|\.$/.test(last))
  )
}
