import { addUp, type Sum } from '@/lib/core/money'
import type { Figure } from './figures'

/** How many whole periods at least, and at most, say what is usual. */
const least = 3
export const mostUsual = 12

/**
 * What is usual: the median of the sums of whole periods before, the latest first, of which at most twelve count; undefined
 * where there are fewer than three. Of two in the middle it is half of both, rounded down to a minor unit. Pure.
 */
export function usualOf(sums: readonly Sum[]): Sum | undefined {
  const counted = sums.slice(0, mostUsual).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const [low, high] = [counted[(counted.length - 1) >> 1], counted[counted.length >> 1]]
  if (counted.length < least || low === undefined || high === undefined) return undefined
  if (low === high) return low
  const both = BigInt(low) + BigInt(high)
  // Division of a bigint rounds towards zero.
  return addUp(0, both < 0n && both % 2n !== 0n ? both / 2n - 1n : both / 2n)
}

/** What is usual of each part of some whole periods before, the latest first: a part that a period lacks took nothing in it. Pure. */
export function usualParts<K>(
  periods: readonly ReadonlyMap<K, Figure>[],
): Map<K, Figure> | undefined {
  if (periods.length < least) return undefined
  const keys = new Set(periods.flatMap((parts) => [...parts.keys()]))
  const usual = [...keys].map((key) => {
    const sums = periods.map((parts) => parts.get(key)?.total ?? 0)
    return [key, { count: 0, total: usualOf(sums) ?? 0 }] as const
  })
  return new Map(usual)
}

/** What is usually spent by each day of a period, of the running totals of whole ones before, the latest first. Pure. */
export function usualPace(periods: readonly (readonly Sum[])[], days: number): Sum[] | undefined {
  if (periods.length < least) return undefined
  return Array.from({ length: days }, (_, day) => {
    // A shorter one stays where it ended.
    const sums = periods.map((totals) => totals[Math.min(day, totals.length - 1)] ?? 0)
    return usualOf(sums) ?? 0
  })
}
