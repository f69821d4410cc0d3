import { formatMoney, toDecimal } from '@/lib/core/money'
import { apart } from '@/lib/core/text'

/** One expense in a few words, as lists of waiting changes show it: "2.55 EUR, Groceries, milk". */
export function inWords(
  { amount, note, currency }: { amount: number; note: string; currency: string },
  category: string | undefined,
): string {
  return [`${toDecimal(amount, currency)} ${currency}`, category && apart(category), apart(note)]
    .filter(Boolean)
    .join(', ')
}

/** One expense as it is said to its person: "€2.55 Groceries". */
export function saidWords(
  { amount, currency }: { amount: number; currency: string },
  category: string | undefined,
  locale: string,
): string {
  return `${formatMoney(amount, currency, locale)} ${category ?? ''}`.trim()
}
