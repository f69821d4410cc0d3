import { asSum, formatMoney, type Sum } from '@/lib/core/money'
import { shortDate } from './date-words'

/** What had been spent by the end of a day: "By 24 Nov €37.10". Pure. */
export function byDay(date: string, sum: Sum, currency: string, locale: string): string {
  return `By ${shortDate(date, locale)} ${formatMoney(asSum(sum), currency, locale)}`
}
