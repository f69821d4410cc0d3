import { foldText } from '../text'

/**
 * The months in the languages that banks and shops write most in, as dates have them, by `foldText`: at once, where asking
 * the browser for all of them would take a moment.
 */
const monthsElsewhere = [
  'january januar januari janner janvier enero gennaio janeiro stycznia ocak января ledna',
  'february februar februari fevrier febrero febbraio fevereiro lutego subat февраля unora',
  'march marz mrz mars marzo marco maart marca mart марта maret brezna',
  'april avril abril aprile kwietnia nisan апреля dubna',
  'may mai mayo maggio maio mei maja mayis мая maj kvetna',
  'june juni juin junio giugno junho czerwca haziran июня cervna',
  'july juli juillet julio luglio julho lipca temmuz июля cervence',
  'august aout agosto augustus augusti sierpnia agustos августа agustus srpna',
  'september septembre septiembre settembre setembro wrzesnia eylul сентября zari',
  'october oktober octobre octubre ottobre outubro pazdziernika ekim октября rijna',
  'november novembre noviembre novembro listopada kasim ноября listopadu',
  'december dezember decembre diciembre dicembre dezembro grudnia aralik декабря desember prosince',
].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const))

/** The number of a month by its name, or by three or more letters that it begins with, in one of many languages. */
export function monthElsewhere(begun: string): number | undefined {
  return monthBegun(monthsElsewhere, begun)
}

/** The number of the month that is called so, or begins with three or more letters. */
export function monthBegun(
  months: Iterable<readonly [name: string, number: number]>,
  begun: string,
): number | undefined {
  for (const [name, number] of months) {
    if (name === begun || (begun.length > 2 && name.startsWith(begun))) return number
  }
  return undefined
}

/** What leads to a day in a sentence, per language: "on 14 Nov", "am 14.11.", "le 14 novembre". */
const leads = new Map([
  ['en', ['on', 'date', 'dated', 'dt']],
  ['de', ['am', 'vom', 'den']],
  ['fr', ['le']],
  ['es', ['el']],
  ['it', ['il']],
  ['pt', ['em']],
  ['sv', ['den']],
])

/** The words that lead to a day in all languages of which some are known. */
export const allLeads: readonly string[] = [...leads.values()].flat()

/** Whether a word leads to a day in English or in the region's language. */
export function isLead(word: string, locale: string): boolean {
  return ['en', locale.slice(0, 2)].some((language) => leads.get(language)?.includes(word))
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
