import { expect } from 'vitest'

/** The sums per day are those of the rows. */
export function expectSums(rows: Record<string, unknown[]>): void {
  const live = (
    rows.expense as { date: string; amount: number; deletedAt: string | null }[]
  ).filter(({ deletedAt }) => !deletedAt)
  const sums: Record<string, [number, number]> = {}
  for (const { date, amount } of live) {
    const [count, sum] = sums[date] ?? [0, 0]
    sums[date] = [count + 1, sum + amount]
  }
  const kept: Record<string, [number, number]> = {}
  for (const { month, counts, sums: perDay } of rows.month as {
    month: string
    counts: number[]
    sums: number[]
  }[]) {
    for (const [day, count] of counts.entries()) {
      const date = `${month}-${String(day + 1).padStart(2, '0')}`
      if (count) kept[date] = [count, perDay[day] ?? 0]
    }
  }
  expect(kept).toEqual(sums)
}
