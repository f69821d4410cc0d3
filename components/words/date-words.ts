import { addDays, localDate, monthAround } from '@/lib/core/dates'

const formats = new Map<string, Intl.DateTimeFormat>()

/** What people call a date: "Today", "Yesterday", "Mon 23 Nov", and the year where it is another one. */
export function dayWords(date: string, today: string, locale: string): string {
  if (date === today) return 'Today'
  if (date === addDays(today, -1)) return 'Yesterday'
  return calendarWords(date, today, locale)
}

/** A date by its name in the calendar, "Mon 23 Nov", also where it is today; with the year where it is another one. */
export function calendarWords(date: string, today: string, locale: string): string {
  const parts = { weekday: 'short', day: 'numeric', month: 'short' } as const
  const words = calendar(date, locale, inYear(parts, date, today))
  // Some years and regions set a comma after the weekday; a column of headings reads better without.
  return words.replace(',', '')
}

/** When something happened, by this device's clock and zone: "today at 14:05", "23 Nov at 14:05". */
export function instantWords(instant: string, today: string, locale: string): string {
  const at = new Date(instant)
  const date = localDate(at)
  const time = at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })
  if (date === today) return `today at ${time}`
  if (date === addDays(today, -1)) return `yesterday at ${time}`
  return `${dateIn(date, today, locale)} at ${time}`
}

/** A date as it stands in a sentence: "23 Oct". */
export function shortDate(date: string, locale: string): string {
  return calendar(date, locale, { day: 'numeric', month: 'short' })
}

/**
 * What the list is called while it shows the month around a date: "November", or "Since 25 Oct" where months begin on
 * another day than the first, which is `startsOn`; one that is not today's is then "From 25 Sep".
 */
export function listTitle(date: string, today: string, startsOn: number, locale: string): string {
  if (startsOn === 1) return monthWords(date, today, startsOn, locale)
  const { from, to } = monthAround(date, startsOn)
  return `${from <= today && today <= to ? 'Since' : 'From'} ${dateIn(from, today, locale)}`
}

/** What lies between two dates, both included, of which either may be open: "All time", "From 3 Sep", "3 Sep to 7 Sep". */
export function spanWords(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  today: string,
  locale: string,
): string {
  const words = (date: string) => dateIn(date, today, locale)
  if (from && from === to) return words(from)
  if (from && to) return `${words(from)} to ${words(to)}`
  if (from) return `From ${words(from)}`
  return to ? `Up to ${words(to)}` : 'All time'
}

/** The month around a date: "November", "25 Sep to 24 Oct" where it begins on another day; with the year where it is another one. */
export function monthWords(date: string, today: string, startsOn: number, locale: string): string {
  const { from, to } = monthAround(date, startsOn)
  if (startsOn > 1) return `${dateIn(from, today, locale)} to ${dateIn(to, today, locale)}`
  return calendar(from, locale, inYear({ month: 'long' }, from, today))
}

function dateIn(date: string, today: string, locale: string): string {
  return calendar(date, locale, inYear({ day: 'numeric', month: 'short' }, date, today))
}

/** How a date is written beside today: with the year where it is another one. */
function inYear(parts: Intl.DateTimeFormatOptions, date: string, today: string) {
  const isThis = date.slice(0, 4) === today.slice(0, 4)
  return isThis ? parts : ({ ...parts, year: 'numeric' } as const)
}

// The words around a date are English, so the date's own words are too, in the order of the visitor's English.
function calendar(date: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const english = /^en-/i.test(locale) ? locale : 'en-GB'
  const key = `${english} ${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(english, { ...options, timeZone: 'UTC' })
    formats.set(key, format)
  }
  return format.format(new Date(`${date}T00:00:00Z`))
}

// The first Monday of 2024.
const someMonday = '2024-01-01'

/** What a day of the week is called, 1 (Monday) to 7 (Sunday): "Monday", or "Mon" where it is short. Pure. */
export function weekdayWords(day: number, length: 'long' | 'short', locale: string): string {
  return calendar(addDays(someMonday, day - 1), locale, { weekday: length })
}
