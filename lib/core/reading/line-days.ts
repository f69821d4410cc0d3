import { addDays } from '../dates'
import { foldText } from '../text'
import { isLead } from './date-names'
import { daysIn, isDecimal, isShortWeekday, mostDateWords } from './date-text'
import type { Words } from './line-figures'

/** A day that a line names by the words from `from` to before `to`. */
export type LineDay = {
  from: number
  to: number
  date: string
  /** Whether it can hardly be anything else; what is not sure is left to be chosen. */
  sure: boolean
  /** Whether it is a figure such as 10.11, which is an amount where there is no other. */
  isFigure: boolean
  /** Of one whose last two figures may be its year or an amount: the days that it names where they are none. */
  parts?: LineDay[]
}

type Where = { today: string; locale: string }

const weekdays = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/
/** Months whose names are words, or people's names. */
const otherwise = /\b(?:may|mar|march|april|june|august)\b/
/** In days: a day without its year that is longer ago than this is more likely something else, as in "24/7". */
const recent = 62
/** A date whose year has two figures, which may be an amount behind it as well. */
const shortYear = /\d.*\p{L}.* \d{2}$/u

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
    for (let to = Math.min(words.length, from + mostDateWords); to > from; to--) {
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
  const text = words.slice(from, to).join(' ')
  const date = dateOf(text, where)
  if (date === undefined) return undefined
  const [first = ''] = words.slice(from)
  const isLed = from + 1 < to && (first === 'last' || isLead(first, where.locale))
  const day = { from, to, date, isFigure: isDecimal(text) }
  // "2 beers 9.10" has an amount; "10.11 bread 5" may begin with its day.
  if (day.isFigure && from > 0) return undefined
  const [begins, ends] = [isEdge(from, day), isEdge(to, day)]
  const last = to === words.length
  if (shortYear.test(text)) {
    const parts = [to - 1, to].map((end) => {
      return dayAt(words, end < to ? from : from + 1, end, isEdge, where)
    })
    return { ...day, sure: true, parts: parts.filter((part) => part !== undefined) }
  }
  if (isLed || (begins && ends)) return { ...day, sure: !day.isFigure }
  if (/^(?:today|yesterday)$/.test(text)) return { ...day, sure: true }
  if (isShortWeekday(text)) return last ? { ...day, sure: false } : undefined
  if (weekdays.test(text)) {
    return last || ends || from === 0 ? { ...day, sure: last } : undefined
  }
  if (/(?:^| )\d{1,2}\/\d{1,2}$/.test(text)) {
    return { ...day, sure: ends && date >= addDays(where.today, -recent) }
  }
  return { ...day, sure: !day.isFigure && !otherwise.test(text) }
}

function dateOf(text: string, where: Where): string | undefined {
  if (!isDateLike(text)) return undefined
  const wanted = isDecimal(text) ? `${text}.` : text
  const days = daysIn(wanted, { ...where, firstWeekday: 1, monthStartsOn: 1 })
  const dates = days.filter((day) => day.from === day.to).map((day) => day.from)
  return dates.find((date) => date <= where.today) ?? dates[0]
}

// Figures that stand beside each other are a date where the marks between them say so: "20. 11. 2026", but not "20.11. 5".
function isDateLike(text: string): boolean {
  const words = text.split(' ')
  if (words.length === 1)
    return isDecimal(text) || !/^[\d.,]*[.,]\d{1,2}$/.test(text) || /^\d+\.\d+\.\d+$/.test(text)
  const last = words.at(-1) ?? ''
  return (
    /\p{L}/u.test(text) ||
    (words.slice(0, -1).every((word) => /^(?:\d{4}|\d{1,2})\.$/.test(word)) &&
      /^\d{4}$|\.$/.test(last))
  )
}
