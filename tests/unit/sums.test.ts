import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MonthDays } from '@/components/expenses/list/day-list'
import { monthSoFar } from '@/components/expenses/month/months'
import { comparison } from '@/components/words/comparison'
import { formatMoney, maxAmount, plus, totalOf } from '@/lib/core/money'

const amount = fc.integer({ min: -maxAmount, max: maxAmount })

it('a total is exact, or not a number where it passes 2^53', () => {
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 3000, size: 'max' }), (amounts) => {
      const exact = amounts.reduce((sum, one) => sum + BigInt(one), 0n)
      const isSafe = exact <= Number.MAX_SAFE_INTEGER && exact >= Number.MIN_SAFE_INTEGER
      expect(totalOf(amounts)).toBe(isSafe ? Number(exact) : Number.NaN)
    }),
    { numRuns: 30 },
  )
  expect(totalOf(Array(900).fill(maxAmount))).toBe(900 * maxAmount)
  expect(totalOf(Array(901).fill(maxAmount))).toBeNaN()
  expect(plus(Number.MAX_SAFE_INTEGER, 0)).toBe(Number.MAX_SAFE_INTEGER)
  expect(plus(Number.MAX_SAFE_INTEGER, 1)).toBeNaN()
  expect(plus(Number.NaN, 1)).toBeNaN()
})

it('a month whose sum is none says so, and compares with nothing', () => {
  const sums: (number | bigint)[] = Array(30).fill(0)
  sums[4] = 9_100_000_000_000_000n
  const counts = sums.map((sum) => (sum ? 910 : 0))
  const months = [{ spaceId: 'w', month: '2026-11', counts, sums }]
  const days = MonthDays.of(months)
  expect([days.length, days.at(0)]).toEqual([
    1,
    { date: '2026-11-05', count: 910, sum: Number.NaN },
  ])
  expect(monthSoFar(months, '2026-11-23')).toMatchObject({ sum: Number.NaN, total: Number.NaN })
  expect(comparison(Number.NaN, 5)).toBeUndefined()
  expect(formatMoney(Number.NaN, 'EUR', 'en-GB')).toBe('Too large to add up')
})

it('sums of sixteen figures are shown to their last one', () => {
  expect(formatMoney(9_007_199_254_740_991, 'KWD', 'en-US')).toBe('KWD\u00a09,007,199,254,740.991')
  expect(formatMoney(9_007_199_254_740_991, 'EUR', 'en-US')).toBe('€90,071,992,547,409.91')
})
