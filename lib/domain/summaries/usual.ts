import { addUp, type Sum } from '@/lib/core/money'

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
