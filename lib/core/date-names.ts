import { foldText } from './text'

/** Beside a region's own, in which languages whole dates are known: those in which banks and shops write most. */
export const languages = [
  ...['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'tr', 'ru', 'sv', 'id', 'cs'],
] as const

/** What leads to a day in a sentence, per language: "on 14 Nov", "am 14.11.", "le 14 novembre". */
const leads: Record<string, string> = {
  ...{ en: 'on|dated?|dt', de: 'am|vom|den', fr: 'le', es: 'el', it: 'il', pt: 'em', sv: 'den' },
}

/** The words that lead to a day in some languages, as a part of a pattern. */
export function leadsIn(of: readonly string[] = Object.keys(leads)): string {
  return [...new Set(of.flatMap((language) => leads[language.slice(0, 2)] ?? []))].join('|')
}

const common = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' } as const

/** The names of months, by their number, in full and shortened, and of weekdays; each by `foldText`. */
export type Names = { long: Map<string, number>; short: Map<string, number>; weekdays: Set<string> }
const known = new Map<string, Names>()

/** The names in English and in another language. */
export function namesIn(locale: string): Names {
  const found = known.get(locale) ?? { long: new Map(), short: new Map(), weekdays: new Set() }
  if (known.has(locale)) return found
  known.set(locale, found)
  for (const language of ['en', locale]) {
    for (const style of ['long', 'short'] as const) {
      for (const name of partsOf(language, { weekday: style }, 'weekday')) found.weekdays.add(name)
      for (const options of [{ month: style }, { month: style, day: 'numeric' } as const]) {
        for (const [index, name] of partsOf(language, options, 'month').entries()) {
          if (!/[\d ]/.test(name)) found[style].set(name, index + 1)
        }
      }
    }
  }
  return found
}

/** How a language names a part of twelve dates, one in each month and on each weekday. */
function partsOf(
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
export function orderOf(locale: string): string {
  const options = { ...common, year: 'numeric', month: 'numeric', day: 'numeric' } as const
  return new Intl.DateTimeFormat(locale, options)
    .formatToParts(0)
    .map(({ type }) => (/^(year|month|day)$/.test(type) ? type[0] : ''))
    .join('')
}
