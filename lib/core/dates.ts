/** The first and last calendar dates an expense can have. */
export const firstDate = '1900-01-01'
export const lastDate = '2199-12-31'

/** Days from the first to the last, both included. */
export type Days = { from: string; to: string }

/** Whether a text is a real calendar date, YYYY-MM-DD, from 1900 to 2199. */
export function isCalendarDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match || text < firstDate || text > lastDate) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text
}

/** Whether a text is a month, YYYY-MM, from 1900 to 2199. */
export function isMonth(text: string): boolean {
  return /^\d{4}-\d{2}$/.test(text) && isCalendarDate(`${text}-01`)
}

/** The month a number of months after another one; negative goes back. */
export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const index = year * 12 + number - 1 + count
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
}

/** The date a number of days after another one; negative goes back. */
export function addDays(date: string, count: number): string {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + count)
  return at.toISOString().slice(0, 10)
}

/** How many days there are from one date to another, both included. */
export function daysBetween({ from, to }: Days): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
}

/** The first day of a month and the first day of the next, for half-open ranges. */
export function monthBounds(month: string): { from: string; until: string } {
  return { from: `${month}-01`, until: `${addMonths(month, 1)}-01` }
}

/** The first and the last day of a month. */
export function monthDays(month: string): Days {
  return { from: dayOf(month, 1), to: dayOf(month, lengthOf(month)) }
}

/** How many days a month has. */
export function lengthOf(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).getUTCDate()
}

/** The date of a day of a month. */
export function dayOf(month: string, day: number): string {
  return `${month}-${String(day).padStart(2, '0')}`
}

/** The date of a day from 1 to 31 of a month; of its last one where it is shorter. */
export function dayWithin(month: string, day: number): string {
  // Most days are in every month, and of many months a list asks at once.
  return dayOf(month, day <= 28 ? day : Math.min(day, lengthOf(month)))
}

/** The month that begins in a calendar month (YYYY-MM), where months begin on a day from 1 to 31 (see `dayWithin`). */
export function monthBegunIn(month: string, startsOn: number): Days {
  return {
    from: dayWithin(month, startsOn),
    to: addDays(dayWithin(addMonths(month, 1), startsOn), -1),
  }
}

/** The month that a date is in, where months begin on a day from 1 to 31 (see `dayWithin`). */
export function monthAround(date: string, startsOn: number): Days {
  const month = date.slice(0, 7)
  const isBegun = date >= dayWithin(month, startsOn)
  return monthBegunIn(isBegun ? month : addMonths(month, -1), startsOn)
}

/** The calendar date that an instant falls on by this machine's own clock and zone. */
export function localDate(at: Date): string {
  const part = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${part(at.getMonth() + 1)}-${part(at.getDate())}`
}
