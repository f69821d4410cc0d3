import { describe, expect, it } from 'vitest'
import { comparison, daysOf, lengthOf, monthSoFar } from '@/components/expenses/months'

/** A month with some amounts on some days. */
function month(name: string, amounts: Record<number, number>) {
  const counts = Array(31).fill(0)
  const sums = Array(31).fill(0)
  for (const [day, amount] of Object.entries(amounts)) {
    counts[Number(day) - 1] = 1
    sums[Number(day) - 1] = amount
  }
  return { spaceId: 'wallet', month: name, counts, sums }
}

describe('the month so far', () => {
  const months = [month('2026-11', { 1: 100, 3: 50, 20: 7 }), month('2026-10', { 1: 90, 31: 400 })]

  it('sums what was spent up to today, and compares with the same day of last month', () => {
    const { total, sum, days, before } = monthSoFar(months, '2026-11-03')
    expect({ total, sum, days, before }).toEqual({
      total: 157,
      sum: 150,
      days: [100, 100, 150],
      before: { date: '2026-10-03', sum: 90 },
    })
  })

  it('compares the 31st with the last day of a shorter month', () => {
    const { before } = monthSoFar([month('2026-03', {}), month('2026-02', { 28: 5 })], '2026-03-31')
    expect(before).toEqual({ date: '2026-02-28', sum: 5 })
  })

  it('compares with nothing where nothing was spent', () => {
    expect(monthSoFar([month('2026-11', { 1: 1 })], '2026-11-02').before).toBeUndefined()
    expect(monthSoFar([], '2026-11-02').total).toBe(0)
  })

  it('is in words that a share can carry', () => {
    expect(comparison(150, 100)).toBe('50 % more than on')
    expect(comparison(94, 100)).toBe('6 % less than on')
    expect(comparison(100, 100)).toBe('The same as on')
    expect(comparison(1001, 1000)).toBe('About the same as on')
    expect(comparison(2000, 100)).toBe('20 times as much as on')
    expect(comparison(-5, 100)).toBeUndefined()
    expect(comparison(5, 0)).toBeUndefined()
  })
})

describe('days and lengths', () => {
  it('lists the days that have expenses, newest first', () => {
    const days = daysOf([month('2026-11', { 2: 5, 30: 7 }), month('2025-12', { 31: 1 })])
    expect(days.map(({ date, sum }) => [date, sum])).toEqual([
      ['2026-11-30', 7],
      ['2026-11-02', 5],
      ['2025-12-31', 1],
    ])
  })

  it('knows how long months are', () => {
    expect(['2024-02', '2026-02', '2026-11', '2026-12'].map(lengthOf)).toEqual([29, 28, 30, 31])
  })
})
