import {
  addDays,
  type Days,
  dayOf,
  dayWithin,
  isCalendarDate,
  isMonth,
  monthAround,
  monthBegunIn,
} from '../dates'
import { weekAround, weekdayOf, yearAround } from '../periods'
import { isLead, monthBegun, monthElsewhere, namesIn, orderOf } from './date-names'

/** Where and when a date is read: weeks begin on 1 (Monday) to 7, months on the day `monthStartsOn`. */
export type Calendar = {
  today: string
  locale: string
  firstWeekday: number
  monthStartsOn: number
  /** Whether somebody elsewhere wrote it: months may be in another language, and figures in another order than here. */
  fromElsewhere?: boolean
}

/** The most words that name a day: "on Fri, 20th of November 2026". */
export const mostDateWords = 6

const fromToday = new Map(Object.entries({ yesterday: -1, today: 0, tomorrow: 1 }))
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const shortWeekday = /^(?:mon|tues?|wed|thu|thurs?|fri|sat|sun)$/
/** A figure with decimals that are a month too. */
const decimal = /^\d{1,2}\.(?:0[1-9]|1[0-2])$/

/** Whether a word names a day by its first letters alone: where it stands by itself it may be another word, or become one. */
export function isShortWeekday(text: string): boolean {
  return shortWeekday.test(text)
}

/** Whether a text is an amount as much as a day of a month: "20.11". */
export function isDecimal(text: string): boolean {
  return decimal.test(text)
}

/**
 * The one reader of days: those that a text may name, in English or in the region's own words, figures in the region's own
 * order. A day ("20 nov", "20.11.26", "friday", "2 days ago"), a month, a year, "this month" and the like; a day with its
 * year is read in many languages. The text is as `foldText` has it; none where it names none. Pure.
 */
export function daysIn(text: string, calendar: Calendar): Days[] {
  const wanted = text.replace(/,$/, '')
  const found = unled(wanted, calendar)
  if (found.length > 0) return found
  const [lead = '', ...rest] = wanted.split(' ')
  if (lead !== 'last' && !isLead(lead, calendar.locale)) return []
  const led = rest.join(' ')
  // After "on" it is no amount.
  const days = unled(decimal.test(led) ? `${led}.` : led, calendar)
  return lead === 'last' ? days.filter(({ to }) => to < calendar.today) : days
}

function unled(text: string, calendar: Calendar): Days[] {
  const own = inFigures(text, calendar) ?? inWords(text, calendar) ?? relative(text, calendar)
  if (own) return own
  // Whatever day of the week somebody gave it, the date counts.
  const [, first = '', rest = ''] = /^(\p{L}+)[.,]? (.*\d.*)$/u.exec(text) ?? []
  if (decimal.test(rest) || !namesIn(calendar.locale).weekdays.has(first)) return []
  return unled(rest, calendar).filter(({ from, to }) => from === to)
}

function relative(text: string, calendar: Calendar): Days[] | undefined {
  const { today, firstWeekday, monthStartsOn } = calendar
  const [, days] = /^(\d{1,3}) days? ago$/.exec(text) ?? []
  const away = days ? -Number(days) : fromToday.get(text)
  if (away !== undefined) return [oneDay(addDays(today, away))]
  if (/^(19|20|21)\d\d$/.test(text)) return [yearAround(`${text}-01-01`)]
  const weekday = weekdays.findIndex(
    (one) => one === text || (shortWeekday.test(text) && one.startsWith(text.slice(0, 3))),
  )
  // The last one that was; today is one of them too, but hardly called so.
  if (weekday >= 0) {
    const since = (weekdayOf(today) - weekday + 6) % 7
    return since > 0
      ? [oneDay(addDays(today, -since))]
      : [oneDay(addDays(today, -7)), oneDay(today)]
  }
  const [, which, unit] = /^(this|last) (week|month|year)$/.exec(text) ?? []
  if (!unit) return undefined
  const around = (date: string) => {
    if (unit === 'year') return yearAround(date)
    return unit === 'week' ? weekAround(date, firstWeekday) : monthAround(date, monthStartsOn)
  }
  const now = around(today)
  return [which === 'last' ? around(addDays(now.from, -1)) : now]
}

type Parts = { year?: number | undefined; month: number; day?: number | undefined }

function inFigures(text: string, calendar: Calendar): Days[] | undefined {
  const full = /^(\d{4}|\d{1,2}) ?([./-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{1,2})\.?$/.exec(text)
  if (full) return ofFigures(full, calendar).flatMap((parts) => named(parts, calendar))
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(text) ?? []
  if (month) return named({ year: Number(year), month: Number(month) }, calendar)
  const [, ofYear, itsYear] = /^(\d{1,2})[/.](\d{4})$/.exec(text) ?? []
  if (itsYear) return named({ year: Number(itsYear), month: Number(ofYear) }, calendar)
  const [, one, other] = /^(\d{1,2})(?:\/|\. ?(?=\d+\.))(\d{1,2})\.?$/.exec(text) ?? []
  if (!other) return undefined
  return orders(Number(one), Number(other), calendar).flatMap((parts) => named(parts, calendar))
}

function ofFigures([, a = '', , b = '', c = '']: RegExpExecArray, calendar: Calendar): Parts[] {
  const [one, two, three] = [Number(a), Number(b), Number(c)]
  if (a.length === 4) return [{ year: one, month: two, day: three }]
  if (c.length < 4 && orderOf(calendar.locale).startsWith('y')) {
    return [{ year: 2000 + one, month: two, day: three }]
  }
  const year = c.length === 4 ? three : 2000 + three
  return orders(one, two, calendar).map((parts) => ({ year, ...parts }))
}

/**
 * Day and month in the region's order; in the other one where that is no date, and in both where the year comes first or the
 * text is from elsewhere.
 */
function orders(one: number, two: number, { locale, fromElsewhere }: Calendar): Parts[] {
  const dayFirst = { day: one, month: two }
  const monthFirst = { day: two, month: one }
  if (one > 12) return [dayFirst]
  if (two > 12) return [monthFirst]
  const order = orderOf(locale)
  const both = order.startsWith('d') ? [dayFirst, monthFirst] : [monthFirst, dayFirst]
  return fromElsewhere || order.startsWith('y') ? both : both.slice(0, 1)
}

const joined =
  /^(\d{1,2})(?:st|nd|rd|th)?[-. ]{0,2}(?:of |de )?([\p{L}\p{M}]{3,})\.?[-, ]{0,2}(?:of |de )?'?(\d{4}|\d{2})?$/u

// With the year before or after the month: "20 nov 2026", "nov 20, 2026", "2026 november", "20-nov-26".
function inWords(text: string, calendar: Calendar): Days[] | undefined {
  const [, figureYear, figureMonth, figureDay] =
    /^(?:(\d{4})[年년] ?)?(\d{1,2})[月월](?: ?(\d{1,2})[日일])?$/.exec(text) ?? []
  if (figureMonth) {
    const [year, day] = [figureYear, figureDay].map((one) => (one ? Number(one) : undefined))
    return named({ year, month: Number(figureMonth), day }, calendar)
  }
  const words = text
    // A year of two figures only after a day that comes first: "20 nov 26" names a year, "nov 20" a day.
    .replace(
      joined,
      (_, day, name, year = '') => `${day} ${name} ${year.length === 2 ? 20 : ''}${year}`,
    )
    .replace(/[.,]/g, ' ')
    .replace(/(\d)(st|nd|rd|th)\b/g, '$1')
    .split(/ +/)
    .filter((word) => word && !/^(of|de|den|the)$/.test(word))
  const figures = words.filter((word) => /^\d+$/.test(word))
  const names = words.filter((word) => !/^\d+$/.test(word))
  const [name = ''] = names
  const years = figures.filter((one) => one.length === 4)
  const days = figures.filter((one) => one.length < 3)
  if (names.length !== 1 || years.length > 1 || days.length > 1) return undefined
  if (years.length + days.length < figures.length) return undefined
  const isWhole = years.length + days.length === 2
  const month = monthCalled(name, figures.length > 0, isWhole, calendar)
  if (month === undefined) return undefined
  const [year, day] = [years[0], days[0]].map((one) => (one ? Number(one) : undefined))
  return named({ year, month, day }, calendar)
}

// Alone only by its whole name, as "mar" may become "market" while it is typed; in another language only in a whole date.
function monthCalled(
  name: string,
  hasFigures: boolean,
  isWhole: boolean,
  { locale, fromElsewhere }: Calendar,
): number | undefined {
  const { long, short } = namesIn(locale)
  const own = long.get(name) ?? (hasFigures ? monthBegun([...short, ...long], name) : undefined)
  return own ?? (isWhole || (hasFigures && fromElsewhere) ? monthElsewhere(name) : undefined)
}

/**
 * What a day or month names. Without a year a month is the last one that began, and a day the last one that came, or the
 * one that comes this year: lists show both without their year.
 */
function named({ year, month, day }: Parts, { today, monthStartsOn }: Calendar): Days[] {
  const inYear = (of: number) => `${of}-${String(month).padStart(2, '0')}`
  const thisYear = Number(today.slice(0, 4))
  if (day === undefined) {
    const last = dayWithin(inYear(thisYear), monthStartsOn) <= today ? thisYear : thisYear - 1
    const wanted = inYear(year ?? last)
    return isMonth(wanted) ? [monthBegunIn(wanted, monthStartsOn)] : []
  }
  const dates = year === undefined ? [thisYear, thisYear - 1] : [year]
  const [first, second] = dates.map((of) => dayOf(inYear(of), day)).filter(isCalendarDate)
  if (!first) return []
  return second && first > today ? [oneDay(first), oneDay(second)] : [oneDay(first)]
}

function oneDay(date: string): Days {
  return { from: date, to: date }
}
