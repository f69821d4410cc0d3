import { addDays, type Days, dayOf, dayWithin, isCalendarDate, isMonth, monthAround } from './dates'
import { foldText } from './text'

/** Where and when a date is read: weeks begin on 1 (Monday) to 7, months on the day `monthStartsOn`. */
export type Calendar = {
  today: string
  locale: string
  firstWeekday: number
  monthStartsOn: number
}

/**
 * The days that a text may name, in English or in the region's own words, figures in the region's own order: a day, a
 * month, a year, "today", "this month" and the like. The text is as `foldText` has it; none where it names none. Pure.
 */
export function daysIn(text: string, calendar: Calendar): Days[] {
  const { today } = calendar
  if (text === 'today') return [oneDay(today)]
  if (text === 'yesterday') return [oneDay(addDays(today, -1))]
  if (/^(19|20|21)\d\d$/.test(text)) return [{ from: `${text}-01-01`, to: `${text}-12-31` }]
  const [, which, unit] = /^(this|last) (week|month|year)$/.exec(text) ?? []
  if (unit) return [span(which === 'last', unit, calendar)]
  return inFigures(text, calendar) ?? inWords(text, calendar) ?? []
}

type Parts = { year?: number | undefined; month: number; day?: number | undefined }

function inFigures(text: string, calendar: Calendar): Days[] | undefined {
  const full = /^(\d{4}|\d{1,2}) ?([./-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{1,2})\.?$/.exec(text)
  if (full) return ofFigures(full, calendar.locale).flatMap((parts) => named(parts, calendar))
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(text) ?? []
  if (month) return named({ year: Number(year), month: Number(month) }, calendar)
  const [, ofYear, itsYear] = /^(\d{1,2})[/.](\d{4})$/.exec(text) ?? []
  if (itsYear) return named({ year: Number(itsYear), month: Number(ofYear) }, calendar)
  const [, one, other] = /^(\d{1,2})(?:\/|\. ?(?=\d+\.))(\d{1,2})\.?$/.exec(text) ?? []
  if (!other) return undefined
  return orders(Number(one), Number(other), calendar.locale).flatMap((parts) =>
    named(parts, calendar),
  )
}

function ofFigures([, a = '', , b = '', c = '']: RegExpExecArray, locale: string): Parts[] {
  const [one, two, three] = [Number(a), Number(b), Number(c)]
  if (a.length === 4) return [{ year: one, month: two, day: three }]
  if (c.length < 4 && orderOf(locale).startsWith('y')) {
    return [{ year: 2000 + one, month: two, day: three }]
  }
  const year = c.length === 4 ? three : 2000 + three
  return orders(one, two, locale).map((parts) => ({ year, ...parts }))
}

/** Day and month in the region's order; in the other one where that is no date, and in both where the year comes first. */
function orders(one: number, two: number, locale: string): Parts[] {
  const dayFirst = { day: one, month: two }
  const monthFirst = { day: two, month: one }
  if (one > 12) return [dayFirst]
  if (two > 12) return [monthFirst]
  const order = orderOf(locale)
  if (order.startsWith('y')) return [monthFirst, dayFirst]
  return [order.startsWith('d') ? dayFirst : monthFirst]
}

// With the year before or after the month: "20 nov 2026", "nov 20, 2026", "2026 november", "Fri 20 Nov".
function inWords(text: string, calendar: Calendar): Days[] | undefined {
  const { long, short, weekdays } = wordsOf(calendar.locale)
  const [, figureYear, figureMonth, figureDay] =
    /^(?:(\d{4})[年년] ?)?(\d{1,2})[月월](?: ?(\d{1,2})[日일])?$/.exec(text) ?? []
  if (figureMonth) {
    const [year, day] = [figureYear, figureDay].map((one) => (one ? Number(one) : undefined))
    return named({ year, month: Number(figureMonth), day }, calendar)
  }
  const words = text
    .replace(/[.,]/g, ' ')
    .replace(/(\d)(st|nd|rd|th)\b/g, '$1')
    .split(/ +/)
    .filter((word) => word && !/^(of|de|den|the)$/.test(word))
  if (words.length > 2 && weekdays.has(words[0] ?? '')) words.shift()
  const figures = words.filter((word) => /^\d+$/.test(word))
  const names = words.filter((word) => !/^\d+$/.test(word))
  const [name = ''] = names
  if (names.length !== 1 || figures.length > 2) return undefined
  // Alone only by its whole name, as "mar" may become "market" while it is typed.
  const month =
    long.get(name) ?? (figures.length > 0 ? monthBegun([...short, ...long], name) : undefined)
  const years = figures.filter((one) => one.length === 4)
  const days = figures.filter((one) => one.length < 3)
  if (month === undefined || years.length > 1 || days.length > 1) return undefined
  const [year, day] = [years[0], days[0]].map((one) => (one ? Number(one) : undefined))
  return named({ year, month, day }, calendar)
}

function monthBegun(months: [string, number][], begun: string): number | undefined {
  return months.find(
    ([name]) => name === begun || (begun.length > 2 && name.startsWith(begun)),
  )?.[1]
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
    return isMonth(wanted) ? [monthAround(dayWithin(wanted, monthStartsOn), monthStartsOn)] : []
  }
  const dates = year === undefined ? [thisYear, thisYear - 1] : [year]
  const [first, second] = dates.map((of) => dayOf(inYear(of), day)).filter(isCalendarDate)
  if (!first) return []
  return second && first > today ? [oneDay(first), oneDay(second)] : [oneDay(first)]
}

function span(isLast: boolean, unit: string, calendar: Calendar): Days {
  const { today, firstWeekday, monthStartsOn } = calendar
  if (unit === 'month') {
    const month = monthAround(today, monthStartsOn)
    return isLast ? monthAround(addDays(month.from, -1), monthStartsOn) : month
  }
  if (unit === 'year') {
    const year = Number(today.slice(0, 4)) - (isLast ? 1 : 0)
    return { from: `${year}-01-01`, to: `${year}-12-31` }
  }
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay()
  const from = addDays(today, -((weekday - firstWeekday + 7) % 7) - (isLast ? 7 : 0))
  return { from, to: addDays(from, 6) }
}

function oneDay(date: string): Days {
  return { from: date, to: date }
}

const common = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' } as const
type Names = { long: Map<string, number>; short: Map<string, number>; weekdays: Set<string> }
const known = new Map<string, Names>()

/** The names of months, by their number, and of weekdays: in English and in the region's own language. */
function wordsOf(locale: string): Names {
  const found = known.get(locale) ?? { long: new Map(), short: new Map(), weekdays: new Set() }
  if (known.has(locale)) return found
  known.set(locale, found)
  for (const language of ['en', locale]) {
    for (const style of ['long', 'short'] as const) {
      for (const name of namesOf(language, { weekday: style }, 'weekday')) found.weekdays.add(name)
      for (const options of [{ month: style }, { month: style, day: 'numeric' } as const]) {
        for (const [index, name] of namesOf(language, options, 'month').entries()) {
          if (!/[\d ]/.test(name)) found[style].set(name, index + 1)
        }
      }
    }
  }
  return found
}

/** How a language names a part of twelve dates, one in each month and on each weekday. */
function namesOf(
  language: string,
  options: Intl.DateTimeFormatOptions,
  type: Intl.DateTimeFormatPartTypes,
): string[] {
  const format = new Intl.DateTimeFormat(language, { ...common, ...options })
  return Array.from({ length: 12 }, (_, index) => {
    const parts = format.formatToParts(Date.UTC(2024, index, 1))
    return foldText(parts.find((part) => part.type === type)?.value ?? '').replace(/\.$/, '')
  })
}

/** In which order a region writes year, month and day: "dmy", "mdy", "ymd". */
function orderOf(locale: string): string {
  const options = { ...common, year: 'numeric', month: 'numeric', day: 'numeric' } as const
  return new Intl.DateTimeFormat(locale, options)
    .formatToParts(0)
    .map(({ type }) => (/^(year|month|day)$/.test(type) ? type[0] : ''))
    .join('')
}
