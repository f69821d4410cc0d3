import * as z from 'zod/mini'
import { isCalendarDate } from '@/lib/core/dates'
import { isId } from '@/lib/core/ids'
import { canonicalLocale, longestLocale } from '@/lib/core/locale'
import { currencies, maxAmount } from '@/lib/core/money'
import { lineProblem, trimLine } from '@/lib/core/text'
import { canonicalTimeZone } from '@/lib/core/time-zones'
import { asKept } from './entity'

/** Any UUID, in lower case. */
export const idField = z.pipe(
  z.string().check(z.refine(isId, 'must be a UUID')),
  z.transform((id: string) => id.toLowerCase()),
)

/** A calendar date, YYYY-MM-DD, from 1900 to 2199. */
export const dateField = z
  .string()
  .check(z.refine(isCalendarDate, 'must be a date YYYY-MM-DD from 1900 to 2199'))

/** An ISO 4217 code in capitals. */
export const currencyField = z
  .string()
  .check(z.refine((code) => currencies.has(code), 'must be an ISO 4217 currency code such as EUR'))

/** An amount in minor units, of whatever currency. */
export const minorField = z
  .int('must be a whole number of minor units')
  .check(z.refine((amount) => Math.abs(amount) <= maxAmount, 'is out of range'))

/**
 * One line of text with at most a number of characters; surrounding white space is dropped, and a text of which nothing is
 * seen is empty.
 */
export function lineField(max: number, options: { empty?: boolean } = {}) {
  const field = z.pipe(
    z.string().check(z.superRefine(checkLine(max, options.empty ?? false))),
    z.transform(trimLine),
  )
  asKept.set(field, keptLine(max))
  return field
}

function keptLine(max: number) {
  return z.pipe(
    z.string().check(z.superRefine(checkLine(max, true))),
    z.transform((text: string) => text.trim()),
  )
}

function checkLine(max: number, empty: boolean) {
  return (text: string, context: { addIssue: (message: string) => void }) => {
    const problem = lineProblem(text.trim())
    if (problem) context.addIssue(problem)
    else if (text.trim().length > max) context.addIssue(`must have at most ${max} characters`)
    else if (!empty && trimLine(text) === '') context.addIssue('must not be empty')
  }
}

/** A time zone name that the runtime knows. */
export const timeZoneField = z.pipe(
  z.string().check(
    z.maxLength(64),
    z.refine(
      (name) => canonicalTimeZone(name) !== undefined,
      'must be a time zone such as Europe/Berlin',
    ),
  ),
  z.transform((name: string) => canonicalTimeZone(name) ?? name),
)

/** The name of a locale, BCP 47. */
export const localeField = z.pipe(
  z.string().check(
    z.maxLength(longestLocale),
    z.refine((name) => canonicalLocale(name) !== undefined, 'must be a locale such as de-AT'),
  ),
  z.transform((name: string) => canonicalLocale(name) ?? name),
)
