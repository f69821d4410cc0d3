import { addDays } from '../dates'
import { foldText } from '../text'
import { allLeads, namesIn } from './date-names'
import { daysIn } from './date-text'

/** The first day of the last 400 days that a text writes out, in figures in the region's order; empty where it tells none. Pure. */
export function sharedDate(
  text: string,
  { today, locale }: { today: string; locale: string },
): string {
  const oldest = addDays(today, -400)
  const calendar = { today, locale, firstWeekday: 1, monthStartsOn: 1, fromElsewhere: true }
  // Line by line, as a figure that ends one and a month that begins the next are no day.
  for (const line of text.split('\n')) {
    for (const written of stretches(foldText(line), dates(locale))) {
      const days = daysIn(written, calendar).filter(({ from, to }) => from === to)
      const day = days.find(({ from }) => from <= today && from > oldest)
      if (day) return day.from
    }
  }
  return ''
}

/** The parts of a line that may be a day; one may begin within another, as "sat 21" is none in "sat 21/11". */
function* stretches(line: string, pattern: RegExp): Generator<string> {
  let at = 0
  for (;;) {
    pattern.lastIndex = at
    const found = pattern.exec(line)
    if (!found) return
    yield found[0]
    at = found.index + ((line.codePointAt(found.index) ?? 0) > 0xffff ? 2 : 1)
  }
}

const known = new Map<string, RegExp>()

/** Where a message may write out a day; of when it was written nobody knows, so that "today" and weekdays are none. */
function dates(locale: string): RegExp {
  const found = known.get(locale)
  if (found) return found
  const written = [...withYear, withoutYear(locale)].join('|')
  const made = new RegExp(`(?<![\\p{L}\\d./-])(?:${written})`, 'giu')
  known.set(locale, made)
  return made
}

const ordinal = '(?:st|nd|rd|th)?'
const month = '\\p{L}{3,}\\.?'
const withYear = [
  '\\d{4}[年년] ?\\d{1,2}[月월] ?\\d{1,2}[日일]',
  '(?:19|20|21)\\d\\d([./-]) ?\\d{1,2}\\1 ?\\d{1,2}(?![./-]?\\d)',
  '\\d{1,2}[./-] ?\\d{1,2}[./-] ?\\d{2,4}',
  `\\d{1,2}${ordinal}[-. ]{0,2}(?:of |de )?${month}[-, ]{0,2}(?:of |de )?(?:\\d{4}|'?\\d{2}(?!\\d|:))`,
  `${month} \\d{1,2}${ordinal},? \\d{4}`,
  // Nothing else is written so.
  '\\d{1,2}[月월] ?\\d{1,2}[日일]',
]

/** Without its year only where a small word leads to it, as "24/7" is none, and "12.04" an amount or a time. */
function withoutYear(locale: string): string {
  const names = [...namesIn(locale).weekdays].sort(byLength)
  const plain = names.map((name) => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  const weekday = `(?:(?:${plain.join('|')})[.,]{0,2} )?`
  const figures = '(?:\\d{1,2}/\\d{1,2}|\\d{1,2}\\.\\d{1,2}\\.)(?![\\d./])'
  const words = `\\d{1,2}${ordinal}\\.? (?:of |de )?${month}|${month} \\d{1,2}${ordinal}(?!\\d)`
  return `(?<=\\b(?:${allLeads.join('|')}) (?:the )?${weekday})(?:${figures}|${words})`
}

// The longer first, as one may begin another.
function byLength(one: string, other: string): number {
  return other.length - one.length
}
