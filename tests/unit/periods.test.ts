import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '@/lib/core/dates'
import { weekdayOf } from '@/lib/core/periods'
import { totalIn } from '@/lib/domain/summaries/figures'
import { type PeriodKind, periodOf, totalsByPeriod } from '@/lib/domain/summaries/periods'

const date = fc
  .integer({ min: Date.UTC(1900, 1, 1) / 86_400_000, max: Date.UTC(2199, 10, 1) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))
const begins = fc.record({
  firstWeekday: fc.integer({ min: 1, max: 7 }),
  monthStartsOn: fc.integer({ min: 1, max: 31 }),
})
const kinds: PeriodKind[] = ['week', 'month', 'quarter', 'year']

describe('the period of a date', () => {
  it.each([
    ['week', '2026-11-23', {}, '2026-11-23', '2026-11-29'],
    ['week', '2026-11-23', { firstWeekday: 7 }, '2026-11-22', '2026-11-28'],
    ['week', '2027-01-01', { firstWeekday: 6 }, '2026-12-26', '2027-01-01'],
    ['month', '2026-11-23', {}, '2026-11-01', '2026-11-30'],
    ['month', '2026-02-28', { monthStartsOn: 31 }, '2026-02-28', '2026-03-30'],
    ['month', '2024-02-28', { monthStartsOn: 30 }, '2024-01-30', '2024-02-28'],
    ['quarter', '2024-02-29', { monthStartsOn: 25 }, '2024-01-01', '2024-03-31'],
    ['quarter', '2026-12-31', {}, '2026-10-01', '2026-12-31'],
    ['year', '2026-01-10', { monthStartsOn: 25 }, '2026-01-01', '2026-12-31'],
  ] as const)('%s of %s, %o', (kind, date, begins, from, to) => {
    expect(periodOf(date, kind, begins)).toEqual({ from, to })
  })

  it('holds it, and every day is in one period only', () => {
    fc.assert(
      fc.property(date, fc.constantFrom(...kinds), begins, (date, kind, begins) => {
        const { from, to } = periodOf(date, kind, begins)
        expect(from <= date && date <= to).toBe(true)
        for (const end of [from, to]) expect(periodOf(end, kind, begins)).toEqual({ from, to })
        expect(periodOf(addDays(from, -1), kind, begins).to).toBe(addDays(from, -1))
        expect(periodOf(addDays(to, 1), kind, begins).from).toBe(addDays(to, 1))
        if (kind === 'week') expect(weekdayOf(from)).toBe(begins.firstWeekday)
        const isLast = addDays(from, 1).endsWith('-01')
        const day = Number(from.slice(8))
        if (kind === 'month' && day !== begins.monthStartsOn) {
          expect(isLast && day < begins.monthStartsOn).toBe(true)
        }
      }),
    )
  })

  it('has what its days hold, in whatever order these come', () => {
    const cell = fc.record({
      date,
      count: fc.integer({ min: 1, max: 9 }),
      total: fc.oneof(fc.maxSafeInteger(), fc.bigInt({ min: 2n ** 53n, max: 2n ** 60n })),
    })
    fc.assert(
      fc.property(fc.array(cell), fc.constantFrom(...kinds), begins, (cells, kind, begins) => {
        const periods = totalsByPeriod(cells, kind, begins)
        expect(new Set(periods.map(({ from }) => from)).size).toBe(periods.length)
        for (const { from, to, count, total } of periods) {
          const its = cells.filter(({ date }) => date >= from && date <= to)
          expect(count).toBe(its.reduce((sum, one) => sum + one.count, 0))
          expect(BigInt(total)).toBe(its.reduce((sum, one) => sum + BigInt(one.total), 0n))
        }
        expect(totalIn(periods.map((one) => ({ ...one, date: one.from })))).toEqual(totalIn(cells))
      }),
    )
  })
})
