import fc from 'fast-check'
import { expect, it } from 'vitest'
import { insightsAddress, shownOf } from '@/components/insights/insights-address'
import { figuresOf, spansOf, without } from '@/components/insights/insights-figures'
import { addDays } from '@/lib/core/dates'
import { addUp, type Sum } from '@/lib/core/money'
import { sideBySide, totalsByNote } from '@/lib/domain/summaries/figures'
import {
  beside,
  type PeriodKind,
  periodBefore,
  periodOf,
  yearBefore,
} from '@/lib/domain/summaries/periods'

const plain = { beside: 'before' as const, without: [] }
const kind = fc.constantFrom<PeriodKind>('week', 'month', 'quarter', 'year')
const date = fc.integer({ min: 0, max: 2000 }).map((days) => addDays('2022-11-23', days))
const begins = fc.record({
  firstWeekday: fc.integer({ min: 1, max: 7 }),
  monthStartsOn: fc.integer({ min: 1, max: 31 }),
})
const total = fc.oneof(fc.integer(), fc.constant(9_007_199_254_740_993n))
const figures = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), total), { maxLength: 4 })
  .map((all) => new Map(all.map(([key, sum]) => [key, { count: 1, total: sum }])))

const sumOf = (sums: Iterable<Sum>) => [...sums].reduce(addUp, 0)

it('what changed sums to the difference of the whole, and now and before to theirs', () => {
  fc.assert(
    fc.property(figures, figures, (now, before) => {
      const parts = sideBySide(now, before)
      const [whole, earlier] = [now, before].map((all) =>
        sumOf([...all.values()].map((one) => one.total)),
      ) as [Sum, Sum]
      expect(sumOf(parts.map((one) => one.now.total))).toBe(whole)
      expect(sumOf(parts.map((one) => one.before.total))).toBe(earlier)
      expect(sumOf(parts.map((one) => one.difference))).toBe(addUp(whole, -earlier))
      expect(new Set(parts.map(({ key }) => key)).size).toBe(parts.length)
      for (const [index, { now: its }] of parts.slice(1).entries()) {
        expect(addUp(parts[index]?.now.total ?? 0, -its.total) >= 0).toBe(true)
      }
    }),
  )
})

it('a period compares with the one right before it, and both have as many days where today is in it', () => {
  fc.assert(
    fc.property(kind, date, date, begins, (kind, on, today, begins) => {
      const period = periodOf(on, kind, begins)
      const { now, before, isCut } = beside(period, periodBefore(period, kind, begins), today)
      const last = periodOf(addDays(period.from, -1), kind, begins)
      expect([before.from, addDays(last.to, 1)]).toEqual([last.from, period.from])
      expect(before.to <= last.to && before.from <= before.to).toBe(true)
      expect(isCut).toBe(period.from <= today && today < period.to)
      expect(now).toEqual(isCut ? { from: period.from, to: today } : period)
      const passed = (Date.parse(today) - Date.parse(period.from)) / 86_400_000
      const sameDay = [addDays(last.from, passed), last.to].sort()[0]
      expect(before.to).toBe(isCut ? sameDay : last.to)
    }),
  )
})

it('a month so far leaves out what is planned, and counts aliases for what they lead to', () => {
  const spans = spansOf({ ...plain, kind: 'month', on: '2026-11-20' }, '2026-11-24', {})
  const row = (id: string, mergedInto: string | null) =>
    [id, { id, name: id, mergedInto, deletedAt: null }] as never
  const cell = (date: string, categoryId: string, total: number) => ({
    ...{ date, categoryId, total, count: 1 },
  })
  const found = figuresOf(
    [
      ...[cell('2026-11-24', 'food', 500), cell('2026-11-25', 'rent', 9000)],
      ...[cell('2026-11-02', 'lunch', 100), cell('2026-10-24', 'food', 50)],
      cell('2026-10-25', 'food', 70),
    ],
    new Map([row('food', null), row('lunch', 'food'), row('rent', null)]),
    spans,
  )
  expect(found).toEqual({
    total: { count: 2, total: 600 },
    before: { count: 1, total: 50 },
    planned: { count: 1, total: 9000 },
    parts: [
      {
        ...{ key: 'food', now: { count: 2, total: 600 }, before: { count: 1, total: 50 } },
        difference: 550,
      },
    ],
  })
})

it('one note is one whatever its case and accents, under its most frequent spelling', () => {
  const found = totalsByNote([
    { note: 'CAFÉ', count: 1, total: 5 },
    { note: 'café', count: 2, total: 7 },
    { note: 'cafe', count: 2, total: -1 },
    { note: '', count: 1, total: 3 },
  ])
  expect([...found]).toEqual([
    ['cafe', { note: 'cafe', count: 5, total: 11 }],
    ['', { note: '', count: 1, total: 3 }],
  ])
})

it('what is shown stands in the address, and what that says wrongly is this month', () => {
  const today = '2026-11-24'
  const shown = (text: string) => shownOf(new URLSearchParams(text), today)
  expect(shown('')).toEqual({ ...plain, kind: 'month', on: today })
  expect(shown('by=tag&on=2026-02-30')).toEqual({ ...plain, kind: 'month', on: today })
  expect(insightsAddress({ ...plain, kind: 'month', on: today }, today)).toBe('/insights')
  fc.assert(
    fc.property(kind, date, fc.boolean(), fc.array(fc.uuid()), (kind, on, year, ids) => {
      const beside = year && kind !== 'year' ? ('year' as const) : ('before' as const)
      const shown = { kind, on, beside, without: [...new Set(ids)] }
      const address = insightsAddress(shown, today)
      expect(shownOf(new URL(address, 'http://localhost').searchParams, today)).toEqual(shown)
    }),
  )
})

it('a year before is the same period of that year, wherever months begin', () => {
  fc.assert(
    fc.property(kind, date, begins, (kind, on, begins) => {
      const period = periodOf(on, kind, begins)
      const before = yearBefore(period, kind, begins)
      expect(before).toEqual(periodOf(before.from, kind, begins))
      const [one, other] = [period.from, before.from]
      const lastYear = `${Number(one.slice(0, 4)) - 1}${one.slice(4, 7)}`
      expect(kind === 'week' ? other : other.slice(0, 7)).toBe(
        kind === 'week' ? addDays(one, -364) : lastYear,
      )
    }),
  )
})

it('what is left out counts nowhere, an alias with what it leads to, and the rest sums to the whole', () => {
  const cell = (date: string, categoryId: string, total: number) => ({
    ...{ date, categoryId, total, count: 1 },
  })
  const row = (id: string, mergedInto: string | null) =>
    [id, { id, name: id, mergedInto, deletedAt: null }] as never
  const categories = new Map([row('food', null), row('lunch', 'food'), row('rent', null)]) as never
  const cells = [
    cell('2026-11-02', 'lunch', 5),
    cell('2026-11-03', 'food', 7),
    cell('2026-11-04', 'rent', 90),
  ]
  const days = { from: '2026-11-01', to: '2026-11-30' }
  const big = { id: 'big', date: '2026-11-04', categoryId: 'rent', amount: 90, deletedAt: null }
  const left = (ids: string[], expenses: object[] = []) =>
    sumOf(without(cells, categories, ids, expenses as never, days).map(({ total }) => total))
  expect([left([]), left(['food']), left(['lunch']), left(['big'], [big])]).toEqual([
    102, 90, 90, 12,
  ])
  expect(left(['big'], [{ ...big, date: '2026-12-04' }])).toBe(102)
  expect(left(['elsewhere'])).toBe(102)
})
