import 'server-only'
import { likelyCurrency } from '@/lib/core/regions'

/** The locale a visitor's browser asks for first, of those the runtime knows; "en" where it says none. */
export function localeOf(headers: Pick<Headers, 'get'>): string {
  return firstAskedFor(headers) ?? 'en'
}

/** What somebody with this request's languages, and in this time zone, most likely pays with; EUR where it says nothing. */
export function currencyAskedFor(headers: Pick<Headers, 'get'>, timeZone?: string): string {
  return likelyCurrency(firstAskedFor(headers) ?? '', timeZone) ?? 'EUR'
}

function firstAskedFor(headers: Pick<Headers, 'get'>): string | undefined {
  const asked = (headers.get('accept-language') ?? '').split(',', 20)
  for (const part of asked) {
    const tag = part.split(';')[0]?.trim() ?? ''
    if (isKnown(tag)) return tag
  }
  return undefined
}

/** As `localeOf`; where a visitor names none, the world's: days before months, weeks from Monday. */
export function regionOf(headers: Pick<Headers, 'get'>): string {
  return headers.get('accept-language') ? localeOf(headers) : 'en-001'
}

function isKnown(tag: string): boolean {
  try {
    return tag.length <= 35 && Intl.NumberFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}
