import { daysIn } from './date-text'
import { addDays } from './dates'
import { foldText } from './text'

/** Beside the region's own, in which languages the months of a message may be. */
const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'tr', 'ru', 'sv', 'id', 'cs']

const month = '\\p{L}{3,}\\.?'
const written = [
  '\\d{4}年 ?\\d{1,2}月 ?\\d{1,2}日',
  '\\d{4}[./-]\\d{1,2}[./-]\\d{1,2}',
  '\\d{1,2}[./-] ?\\d{1,2}[./-] ?\\d{2,4}',
  `\\d{1,2}(?:st|nd|rd|th)?[-. ]{0,2}(?:de |of )?${month}[-, ]{0,2}(?:de )?(?:\\d{4}|\\d{2}(?!\\d|:))`,
  `${month} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}`,
  // Without its year only where a small word leads to it, as "24/7" is none.
  `(?<=\\b(?:on|am|vom|le|el|il|em|den|dated?|dt) )(?:\\d{1,2}[./]\\d{1,2}\\.?(?![\\d./])|\\d{1,2}\\.? ${month}|${month} \\d{1,2})`,
]
const date = new RegExp(`(?<![\\p{L}\\d./-])(?:${written.join('|')})`, 'giu')

/** The first day of the last 400 days that a text writes out, in figures in the region's order; empty where it tells none. Pure. */
export function sharedDate(
  text: string,
  { today, locale }: { today: string; locale: string },
): string {
  const oldest = addDays(today, -400)
  for (const [found] of text.matchAll(date)) {
    const day = dayOf(found, [locale, ...languages], today)
    if (day && day <= today && day > oldest) return day
  }
  return ''
}

function dayOf(found: string, locales: readonly string[], today: string): string | undefined {
  const words = foldText(found)
    .replace(/^(\d{1,2})[-.]? ?(?=\p{L})/u, '$1 ')
    .replace(/(\p{L})[-., ]*(?=\d)/u, '$1 ')
  // "21 nov 26" names a year, "nov 21" a day.
  const text = /^\d/.test(words) ? words.replace(/(?<=\p{L} )(\d{2})$/u, '20$1') : words
  for (const locale of locales) {
    const days = daysIn(text, { today, locale, firstWeekday: 1, monthStartsOn: 1 })
    const day = days.find(({ from, to }) => from === to && from <= today)
    if (day) return day.from
  }
  return undefined
}
