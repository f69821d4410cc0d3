import { addDays, addMonths, type Days, monthDays } from './dates'
import { canonicalLocale } from './locale'

/** On which day of the week a date is, 1 (Monday) to 7 (Sunday). */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7
}

/** The week that a date is in, where weeks begin on 1 (Monday) to 7 (Sunday). */
export function weekAround(date: string, firstWeekday: number): Days {
  const from = addDays(date, -((weekdayOf(date) - firstWeekday + 7) % 7))
  return { from, to: addDays(from, 6) }
}

/** The calendar's quarter that a date is in. */
export function quarterAround(date: string): Days {
  const month = addMonths(date.slice(0, 7), -((Number(date.slice(5, 7)) - 1) % 3))
  return { from: `${month}-01`, to: monthDays(addMonths(month, 2)).to }
}

/** The calendar's year that a date is in. */
export function yearAround(date: string): Days {
  const year = date.slice(0, 4)
  return { from: `${year}-01-01`, to: `${year}-12-31` }
}

type WeekInfo = { firstDay: number }
type WithWeeks = Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo }

/** The day on which weeks begin where a locale is at home, 1 (Monday) to 7 (Sunday); undefined where the runtime does not know. */
export function knownFirstWeekday(locale: string): number | undefined {
  const name = canonicalLocale(locale)
  if (name === undefined) return undefined
  const known: WithWeeks = new Intl.Locale(name)
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay
}

/** As `knownFirstWeekday`; Monday where the runtime does not know. */
export function firstWeekdayOf(locale: string): number {
  return knownFirstWeekday(locale) ?? 1
}
