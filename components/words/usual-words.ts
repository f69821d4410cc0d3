import { asSum, formatMoney, type Sum } from '@/lib/core/money'

/** What is usual, as a sentence: "Usually €290.00 a month."; undefined where nothing says it. Pure. */
export function usualWords(
  usual: Sum | undefined,
  period: string,
  currency: string,
  locale: string,
): string | undefined {
  if (usual === undefined) return undefined
  return `Usually ${formatMoney(asSum(usual), currency, locale)} a ${period}.`
}
