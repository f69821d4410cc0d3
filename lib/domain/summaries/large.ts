import type { Sum } from '@/lib/core/money'

/** An expense as far as it can be a large purchase. */
export type Dear = { id: string; amount: number; categoryId: string }

const mostNamed = 2

/**
 * The large purchases among the dearest expenses of a period, at most two: each a fifth or more of what was spent in it, and
 * in the one beside it, and more than three times what its category took there. None where nothing was spent in one of both.
 * Pure.
 */
export function largeAmong<E extends Dear>(
  dearest: readonly E[],
  total: Sum,
  { total: beside, byCategory }: { total: Sum; byCategory: (categoryId: string) => Sum },
): E[] {
  if (beside <= 0 || total <= 0) return []
  const isLarge = ({ amount, categoryId }: E) =>
    amount * 5 >= total &&
    amount * 5 >= beside &&
    BigInt(amount) > 3n * BigInt(byCategory(categoryId))
  return dearest.filter(isLarge).slice(0, mostNamed)
}
