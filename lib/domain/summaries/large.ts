import type { Figure } from './figures'

/** An expense as far as it can be a large purchase. */
export type Dear = { amount: number; categoryId: string }

/** A period by what was spent in it, and its dearest expenses, the dearest first. */
export type Spending<E extends Dear> = Figure & { dearest: readonly E[] }

const mostNamed = 2
/** Among fewer expenses each is large. */
const fewest = 10

/**
 * The large purchases of a period, at most two: each a fifth or more of what was spent in it and in the one beside it, and
 * not what comes every time, as a rent does: nothing in its category there came within a fifth of it. None where one of both
 * has fewer than ten expenses. Pure.
 */
export function largeIn<E extends Dear>(
  { total, count, dearest }: Spending<E>,
  beside: Spending<Dear>,
): E[] {
  if (Math.min(count, beside.count) < fewest) return []
  const isUsual = ({ amount, categoryId }: E) =>
    beside.dearest.some(
      (one) => one.categoryId === categoryId && Math.abs(one.amount - amount) * 5 <= amount,
    )
  const isLarge = (one: E) => one.amount * 5 >= total && one.amount * 5 >= beside.total
  return dearest.filter((one) => isLarge(one) && !isUsual(one)).slice(0, mostNamed)
}
