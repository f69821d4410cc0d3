import 'server-only'
import { knownLocale } from '@/lib/core/locale'
import { likelyCurrency } from '@/lib/core/regions'

/** The locale that a visitor's browser asks for most, of those the runtime knows; "en" where it says none. */
export function localeOf(headers: Pick<Headers, 'get'>): string {
  return mostAskedFor(headers) ?? 'en'
}

/** What somebody with this request's languages, and in this time zone, most likely pays with; EUR where it says nothing. */
export function currencyAskedFor(headers: Pick<Headers, 'get'>, timeZone?: string): string {
  return likelyCurrency(mostAskedFor(headers) ?? '', timeZone) ?? 'EUR'
}

/** As `localeOf`; where a visitor names none, the world's: days before months, weeks from Monday. */
export function regionOf(headers: Pick<Headers, 'get'>): string {
  return headers.get('accept-language') ? localeOf(headers) : 'en-001'
}

function mostAskedFor(headers: Pick<Headers, 'get'>): string | undefined {
  const asked = (headers.get('accept-language') ?? '')
    .slice(0, 1000)
    .split(',')
    .map((part) => {
      const [name = '', ...parameters] = part.split(';')
      const quality = parameters.find((one) => /^\s*q\s*=/i.test(one))?.split('=')[1]
      return { name, quality: quality === undefined ? 1 : Number(quality) }
    })
    // Not so where it is no number either.
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality)
  return knownLocale(asked.map(({ name }) => name))
}
