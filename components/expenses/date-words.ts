import { addDays } from '@/lib/core/dates'
import { monthAround } from './months'

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
  const sameYear = date.slice(0, 4) === today.slice(0, 4)
  const words = calendar(date, locale, sameYear ? parts : { ...parts, year: 'numeric' })
  // Some years and regions set a comma after the weekday; a column of headings reads better without.
  return words.replace(',', '')
}

/** When something happened, by this device's clock and zone: "today at 14:05", "23 Nov at 14:05". */
export function instantWords(instant: string, today: string, locale: string): string {
  const at = new Date(instant)
  const part = (value: number) => String(value).padStart(2, '0')
  const date = `${at.getFullYear()}-${part(at.getMonth() + 1)}-${part(at.getDate())}`
  const time = at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })
  if (date === today) return `today at ${time}`
  if (date === addDays(today, -1)) return `yesterday at ${time}`
  const sameYear = date.slice(0, 4) === today.slice(0, 4)
  const parts = { day: 'numeric', month: 'short' } as const
  return `${calendar(date, locale, sameYear ? parts : { ...parts, year: 'numeric' })} at ${time}`
}

/** A date as it stands in a sentence: "23 Oct". */
export function shortDate(date: string, locale: string): string {
  return calendar(date, locale, { day: 'numeric', month: 'short' })
}

/**
 * What the list is called today: "November", or "Since 25 Oct" where months begin on another day than the first, which is
 * `startsOn`.
 */
export function listTitle(today: string, startsOn: number, locale: string): string {
  if (startsOn === 1) return calendar(today, locale, { month: 'long' })
  return `Since ${shortDate(monthAround(today, startsOn).from, locale)}`
}

// The words around a date are English, so the date's own words are too, in the order of the visitor's English.
function calendar(date: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const english = /^en-/i.test(locale) ? locale : 'en-GB'
  const key = `${english} ${Object.keys(options).join()}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(english, { ...options, timeZone: 'UTC' })
    formats.set(key, format)
  }
  return format.format(new Date(`${date}T00:00:00Z`))
}
