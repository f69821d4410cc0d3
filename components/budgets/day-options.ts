import { addDays, addMonths } from '@/lib/core/dates'

const name = (date: string, parts: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'UTC' }).format(new Date(`${date}T00:00Z`))

// A Monday, and a January.
const [monday, january] = ['2026-01-05', '2026-01']

/** The days that a week may begin on, 1 (Monday) to 7. */
export const weekdayOptions = Array.from({ length: 7 }, (_, at) => ({
  value: String(at + 1),
  label: name(addDays(monday, at), { weekday: 'long' }),
}))

/** The months, 1 to 12. */
export const monthOptions = Array.from({ length: 12 }, (_, at) => ({
  value: String(at + 1),
  label: name(`${addMonths(january, at)}-01`, { month: 'long' }),
}))
