import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MonthDays } from '@/components/expenses/list/day-list'
import { monthsHeld } from '@/components/expenses/month/month-jump'
import { monthSoFar } from '@/components/expenses/month/months'
import { comparison } from '@/components/words/comparison'
import { listTitle } from '@/components/words/date-words'
import { dayCells, monthCells } from '@/lib/client/replica/day-cells'
import { addDays, daysBetween, lengthOf, monthAround } from '@/lib/core/dates'
import type { Sum } from '@/lib/core/money'
import type { DayCell } from '@/lib/domain/summaries/cells'
import { totalsByPeriod } from '@/lib/domain/summaries/periods'

/** A month with some amounts on some days. */
function month(name: string, amounts: Record<number, Sum>) {
  const counts: number[] = Array(31).fill(0)
  const sums: Sum[] = Array(31).fill(0)
  for (const [day, amount] of Object.entries(amounts)) {
    counts[Number(day) - 1] = 1
    sums[Number(day) - 1] = amount
  }
  return { spaceId: 'wallet', month: name, counts, sums }
}

describe('the month so far', () => {
  const months = [month('2026-11', { 1: 100, 3: 50, 20: 7 }), month('2026-10', { 1: 90, 31: 400 })]

  it('sums what was spent up to today, and compares with the same day of last month', () => {
    const { since, total, sum, days, before } = monthSoFar(months, '2026-11-03')
    expect({ since, total, sum, days, before }).toEqual({
      since: '2026-10-01',
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

  it('may begin on another day, and then lasts to the day before it', () => {
    const cases: [today: string, startsOn: number, from: string, to: string][] = [
      ['2026-11-24', 25, '2026-10-25', '2026-11-24'],
      ['2026-11-25', 25, '2026-11-25', '2026-12-24'],
      ['2026-01-01', 2, '2025-12-02', '2026-01-01'],
      ['2026-03-01', 28, '2026-02-28', '2026-03-27'],
      ['2024-02-29', 28, '2024-02-28', '2024-03-27'],
      ['2026-02-28', 1, '2026-02-01', '2026-02-28'],
      // A shorter month begins on its last day.
      ['2026-02-28', 31, '2026-02-28', '2026-03-30'],
      ['2026-02-27', 31, '2026-01-31', '2026-02-27'],
      ['2026-03-30', 31, '2026-02-28', '2026-03-30'],
      ['2026-04-30', 31, '2026-04-30', '2026-05-30'],
      ['2024-02-29', 30, '2024-02-29', '2024-03-29'],
      ['2026-02-28', 29, '2026-02-28', '2026-03-28'],
    ]
    for (const [today, startsOn, from, to] of cases) {
      expect(monthAround(today, startsOn), today).toEqual({ from, to })
      expect(monthSoFar([], today, startsOn), today).toMatchObject({ from, to, total: 0 })
    }
  })

  it('that begins on another day counts from there, also over the turn of a calendar month', () => {
    const months = [
      month('2026-11', { 1: 100, 23: 7, 24: 50, 25: 1000 }),
      month('2026-10', { 24: 5000, 25: 10, 31: 20, 1: 3, 23: 4 }),
      month('2026-09', { 24: 9000, 25: 60, 30: 8 }),
    ]
    const found = monthSoFar(months, '2026-11-23', 25)
    expect(found).toMatchObject({ from: '2026-10-25', to: '2026-11-24', total: 187, sum: 137 })
    expect(found.days).toHaveLength(30)
    expect([found.days[0], found.days[6], found.days[7], found.days[29]]).toEqual([
      10, 30, 130, 137,
    ])
    expect(found.before).toEqual({ date: '2026-10-23', sum: 75 })
    expect(daysBetween(found)).toBe(31)
    // On its first day it compares with the first day of the one before.
    expect(monthSoFar(months, '2026-11-25', 25).before).toEqual({ date: '2026-10-25', sum: 10 })
    expect(monthSoFar(months, '2026-11-25', 25).total).toBe(1000)
  })

  it('that begins on a day that not all months have holds each day once, and compares within the one before', () => {
    for (const startsOn of [29, 30, 31]) {
      let day = '2023-12-01'
      for (
        let { from, to } = monthAround(day, startsOn);
        day < '2026-12-31';
        day = addDays(to, 1)
      ) {
        ;({ from, to } = monthAround(day, startsOn))
        if (day > '2023-12-01') expect(from).toBe(day)
        expect(monthAround(to, startsOn)).toEqual({ from, to })
      }
    }
    const months = [month('2026-02', { 1: 1, 27: 2, 28: 4 }), month('2026-01', { 30: 8, 31: 16 })]
    // On its first day with the first one of the month before, and never beyond its last.
    expect(monthSoFar(months, '2026-02-28', 31).before).toEqual({ date: '2026-01-31', sum: 16 })
    expect(monthSoFar(months, '2026-03-30', 31).before).toEqual({ date: '2026-02-27', sum: 19 })
    expect(monthsHeld(months, '2026-02-28', 31).map(({ from, sum }) => [from, sum])).toEqual([
      ['2026-02-28', 4],
      ['2026-01-31', 19],
      ['2025-12-31', 8],
    ])
  })

  it('that begins on another day compares a 31st with the last day of a shorter month', () => {
    const months = [month('2026-03', { 31: 9 }), month('2026-02', { 24: 100, 25: 1, 28: 2 })]
    const { before } = monthSoFar(months, '2026-03-31', 25)
    expect(before).toEqual({ date: '2026-02-28', sum: 3 })
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

describe('the months that there are', () => {
  const months = [month('2027-02', { 1: 800 }), month('2026-10', { 24: 5, 25: 10, 31: 20 })]

  it('come newest first with their totals, and today’s is always among them', () => {
    expect(monthsHeld(months, '2026-11-24', 1)).toEqual([
      { from: '2027-02-01', to: '2027-02-28', sum: 800 },
      { from: '2026-11-01', to: '2026-11-30', sum: 0 },
      { from: '2026-10-01', to: '2026-10-31', sum: 35 },
    ])
  })

  it('that begin on another day hold what was spent from that day on', () => {
    expect(monthsHeld(months, '2026-11-24', 25)).toEqual([
      { from: '2027-01-25', to: '2027-02-24', sum: 800 },
      { from: '2026-10-25', to: '2026-11-24', sum: 30 },
      { from: '2026-09-25', to: '2026-10-24', sum: 5 },
    ])
  })

  it('are the same whether days are summed, or the two parts that each month has', () => {
    const name = fc
      .tuple(fc.integer({ min: 2023, max: 2026 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`)
    const day = fc.oneof(fc.integer({ min: -900, max: 900 }), fc.constant(9_007_199_254_740_993n))
    const kept = fc.record({ name, day: fc.integer({ min: 1, max: 28 }), sum: day })
    fc.assert(
      fc.property(
        fc.uniqueArray(kept, { selector: (one) => one.name }),
        fc.integer({ min: 1, max: 31 }),
        (all, startsOn) => {
          const months = all
            .sort((one, other) => (one.name < other.name ? 1 : -1))
            .map(({ name, day, sum }) => month(name, { 1: 3, [day]: sum, [lengthOf(name)]: 5 }))
          const by = (cells: DayCell[]) =>
            totalsByPeriod(cells, 'month', { monthStartsOn: startsOn })
          expect(by(monthCells(months, startsOn))).toEqual(by(dayCells(months)))
        },
      ),
    )
  })

  it('are called by their names, or by the day they begin on', () => {
    const titles = ['2026-11-24', '2026-10-01', '2025-10-01'].map((date) => [
      listTitle(date, '2026-11-24', 1, 'en-GB'),
      listTitle(date, '2026-11-24', 25, 'en-GB'),
    ])
    expect(titles).toEqual([
      ['November', 'Since 25 Oct'],
      ['October', 'From 25 Sept'],
      ['October 2025', 'From 25 Sept 2025'],
    ])
  })
})

describe('days and lengths', () => {
  it('lists the days that have expenses, newest first', () => {
    const days = MonthDays.of([month('2026-11', { 2: 5, 30: 7 }), month('2025-12', { 31: 1 })])
    expect([-1, 0, 1, 2, 3].map((index) => days.at(index))).toEqual([
      undefined,
      { date: '2026-11-30', count: 1, sum: 7 },
      { date: '2026-11-02', count: 1, sum: 5 },
      { date: '2025-12-31', count: 1, sum: 1 },
      undefined,
    ])
    const older = days.between(1)
    expect([older.length, older.at(0), older.at(1), older.at(2)]).toEqual([
      2,
      { date: '2026-11-02', count: 1, sum: 5 },
      { date: '2025-12-31', count: 1, sum: 1 },
      undefined,
    ])
    expect([[...older.counts], [...older.sums]]).toEqual([
      [1, 1],
      [5, 1],
    ])
  })

  it('knows how long months are', () => {
    expect(['2024-02', '2026-02', '2026-11', '2026-12'].map(lengthOf)).toEqual([29, 28, 30, 31])
  })
})
