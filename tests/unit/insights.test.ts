import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  figuresOf,
  lastMonths,
  monthsOf,
  paceOf,
  partsBy,
} from '@/components/insights/insights-figures'
import { countedCells, type LeftOut, lensOf } from '@/components/insights/lens'
import { reachOf, spansOf } from '@/components/insights/spans'
import { daysBetween } from '@/lib/core/dates'
import { addUp, type Sum } from '@/lib/core/money'
import { sideBySide, totalsByNote } from '@/lib/domain/summaries/figures'
import { largeIn } from '@/lib/domain/summaries/large'
import { begins, besides, date, kind, plain } from '@/tests/support/insights'

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

const cell = (date: string, categoryId: string, total: Sum) => ({
  ...{ date, categoryId, total, count: 1 },
})

type Named = [id: string, name: string, mergedInto?: string]

/** Some wallets by their categories. */
function lens(...wallets: Named[][]) {
  const rows = wallets.map((_, at) => ({ id: `wallet ${at}`, name: `${at}`, currency: 'EUR' }))
  const known = wallets.map((all, at) => {
    const categories = all.map(([id, name, mergedInto = null]) => {
      return [id, { id, name, mergedInto, deletedAt: null, color: 'red' }] as const
    })
    return [`wallet ${at}`, new Map(categories)] as const
  })
  const found = lensOf(rows as never, new Map(known) as never)
  if (!found) throw new Error('Its categories are not known.')
  return found
}

const nothingOut: LeftOut = { ids: [], expenses: [], startsOn: 1 }

it('a month so far leaves out what is planned, and counts aliases for what they lead to', () => {
  const spans = spansOf({ ...plain, kind: 'month', on: '2026-11-20' }, '2026-11-24', {})
  const read = [
    ...[cell('2026-11-24', 'food', 500), cell('2026-11-25', 'rent', 9000)],
    ...[cell('2026-11-02', 'lunch', 100), cell('2026-10-24', 'food', 50)],
    cell('2026-10-25', 'food', 70),
  ]
  const cells = countedCells(
    lens([
      ['food', 'Food'],
      ['lunch', 'Lunch', 'food'],
      ['rent', 'Rent'],
    ]),
    [{ walletId: 'wallet 0', cells: read }],
    nothingOut,
    reachOf(spans),
  )
  expect(figuresOf(cells, spans, '2026-01-01', partsBy('category'))).toEqual({
    total: { count: 2, total: 600 },
    before: { count: 1, total: 50 },
    difference: 550,
    rest: 0,
    planned: { count: 1, total: 9000 },
    parts: [
      {
        ...{ key: 'food', now: { count: 2, total: 600 }, before: { count: 1, total: 50 } },
        difference: 550,
      },
    ],
  })
})

const someCells = fc.array(
  fc.tuple(date, fc.constantFrom('a', 'b', 'c'), total).map(([on, id, sum]) => cell(on, id, sum)),
  { maxLength: 60 },
)

it('whatever is compared, the parts and what no part explains sum to the whole, and the line ends at it', () => {
  fc.assert(
    fc.property(someCells, kind, date, date, begins, besides, (all, kind, on, today, begins, b) => {
      const spans = spansOf({ ...plain, beside: b, kind, on }, today, begins)
      const cells = countedCells(
        lens([
          ['a', 'A'],
          ['b', 'B'],
          ['c', 'C', 'a'],
        ]),
        [{ walletId: 'wallet 0', cells: all }],
        nothingOut,
        reachOf(spans),
      )
      const since = cells[0]?.date ?? '2199-12-31'
      for (const parting of ['category', 'weekday'] as const) {
        const { total, before, difference, parts, rest } = figuresOf(
          cells,
          spans,
          since,
          partsBy(parting),
        )
        expect(sumOf(parts.map(({ now }) => now.total))).toBe(total.total)
        if (before === undefined) expect([difference, rest]).toEqual([undefined, 0])
        else {
          expect(difference).toBe(addUp(total.total, -before.total))
          expect(sumOf([...parts.map((part) => part.difference), rest])).toBe(difference)
          if (b !== 'usual') expect(rest).toBe(0)
        }
        const pace = paceOf(cells, spans, since)
        expect(pace.now.at(-1)).toBe(total.total)
        const until = daysBetween(spans.isCut ? spans.now : spans.period) - 1
        if (before) expect(pace.other?.[Math.min(until, pace.other.length - 1)]).toBe(before.total)
      }
    }),
  )
})

it('what is usual is the median of whole periods, as far into them as this one has come', () => {
  const months = ['08', '09', '10'].flatMap((month, at) => [
    cell(`2026-${month}-01`, 'a', [10, 30, 20][at] ?? 0),
    cell(`2026-${month}-28`, 'a', 1000),
  ])
  const shown = { ...plain, beside: 'usual' as const, kind: 'month' as const, on: '2026-11-05' }
  const spans = spansOf(shown, '2026-11-05', {})
  const cells = [...months, cell('2026-11-02', 'a', 25)]
  const since = '2026-08-01'
  const byCategory = partsBy('category')
  const { before, difference } = figuresOf(cells, spans, since, byCategory)
  expect([before?.total, difference]).toEqual([20, 5])
  expect(paceOf(cells, spans, since).other?.at(-1)).toBe(1020)
  // Two whole ones say nothing yet, and a month that is left out is none of them.
  const without = spansOf({ ...shown, without: ['2026-09'] }, '2026-11-05', {})
  expect(without.past.map(({ from }) => from)).toEqual(
    ['10', '08', '07', '06', '05', '04', '03', '02', '01']
      .map((month) => `2026-${month}-01`)
      .concat(['12', '11', '10'].map((month) => `2025-${month}-01`)),
  )
  expect(figuresOf(cells, spans, '2026-08-02', byCategory).before).toBeUndefined()
  expect(paceOf(cells, spans, '2026-08-02').other).toBeUndefined()
})

it('beside a month that is left out there is nothing to compare with', () => {
  const shown = { ...plain, kind: 'month' as const, on: '2026-11-05', without: ['2025-11'] }
  const spans = spansOf({ ...shown, beside: 'year' }, '2026-12-05', {})
  const figures = figuresOf([cell('2026-11-02', 'a', 25)], spans, '2020-01-01', partsBy('category'))
  expect([figures.before, figures.difference, figures.rest]).toEqual([undefined, undefined, 0])
  expect(paceOf([], spans, '2020-01-01').other).toBeUndefined()
  // The one before it is taken in its place.
  const before = spansOf({ ...shown, without: ['2026-10'] }, '2026-12-05', {})
  expect(before.other).toEqual({ from: '2026-09-01', to: '2026-09-30' })
})

it('of several wallets the categories of one name are one, and each leads to all of its places', () => {
  const both = lens(
    [['food', 'Food']],
    [
      ['essen', ' fOOd '],
      ['rent', 'Rent'],
    ],
  )
  const spans = spansOf({ ...plain, kind: 'month', on: '2026-11-20' }, '2026-11-24', {})
  const read = [
    { walletId: 'wallet 0', cells: [cell('2026-11-02', 'food', 5)] },
    {
      walletId: 'wallet 1',
      cells: [cell('2026-11-02', 'essen', 7), cell('2026-11-01', 'rent', 1)],
    },
  ]
  const cells = countedCells(both, read, nothingOut, reachOf(spans))
  expect(cells).toEqual([
    { ...cell('2026-11-01', 'rent', 1) },
    { ...cell('2026-11-02', 'food', 12), count: 2 },
  ])
  expect(both.placesOf('food').map(({ wallet, name }) => [wallet.id, name])).toEqual([
    ['wallet 0', 'Food'],
    ['wallet 1', ' fOOd '],
  ])
  expect([both.standsFor('essen'), both.standsFor('rent'), both.standsFor('x')]).toEqual([
    ...['food', 'rent', undefined],
  ])
  const out = { ...nothingOut, ids: ['essen'] }
  expect(countedCells(both, read, out, reachOf(spans))).toEqual([cell('2026-11-01', 'rent', 1)])
})

it('months say what is usual in one, without those that are left out; a range shows all of its own', () => {
  const months = lastMonths('2026-11-20', {}, {})
  expect([months.length, months[0]?.from, months.at(-1)?.to]).toEqual([
    ...[13, '2025-11-01', '2026-11-30'],
  ])
  const cells = months.map(({ from }, at) => cell(from, 'a', (at + 1) * 10))
  const of = (out: typeof months, since = '2025-11-01') =>
    monthsOf(cells, months, { shown: {}, today: '2026-11-20', since, out, begins: {} })
  expect(of([]).months.map(({ total }) => total)).toEqual(cells.slice(1).map(({ total }) => total))
  expect(of([]).usual).toBe(65)
  expect(of(months.slice(11, 12)).usual).toBe(60)
  expect(of([], '2026-09-01').usual).toBeUndefined()
  expect(of([], '2026-08-01').usual).toBe(110)
  const range = { from: '2025-09-01', to: '2026-10-31' }
  const ofRange = lastMonths('2026-10-31', { range }, {})
  const drawn = monthsOf([], ofRange, {
    shown: { range },
    today: '2026-11-20',
    since: '',
    out: [],
    begins: {},
  })
  expect(drawn.months.map(({ from }) => from.slice(0, 7)).at(0)).toBe('2025-09')
  expect(drawn.months.length).toBe(14)
  expect(lastMonths('2026-10-31', { range: { ...range, from: '2006-01-01' } }, {}).length).toBe(120)
})

it('a large purchase is a fifth of both periods, and nothing that comes every time', () => {
  const one = (categoryId: string, amount: number) => ({ categoryId, amount })
  const rent = one('home', 880)
  const [laptop, machine] = [one('things', 1800), one('home', 649)]
  const count = 10
  const now = { count, total: 2750, dearest: [laptop, rent, one('things', 70)] }
  const before = { count, total: 2000, dearest: [one('home', 840), machine, one('things', 60)] }
  expect(largeIn(now, before)).toEqual([laptop])
  expect(largeIn(before, now)).toEqual([machine])
  expect(largeIn({ ...now, total: 9001 }, before)).toEqual([])
  expect(largeIn(now, { ...before, total: 9001 })).toEqual([])
  expect(largeIn({ ...now, count: 9 }, before)).toEqual([])
  expect(largeIn(now, { ...before, count: 9 })).toEqual([])
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

it('what is left out counts nowhere, an alias with what it leads to, and the rest sums to the whole', () => {
  const here = lens([
    ['food', 'Food'],
    ['lunch', 'Lunch', 'food'],
    ['rent', 'Rent'],
  ])
  const cells = [
    cell('2026-11-02', 'lunch', 5),
    cell('2026-11-03', 'food', 7),
    cell('2026-11-04', 'rent', 90),
  ]
  const days = { from: '2026-11-01', to: '2026-11-30' }
  const big = {
    ...{ id: 'big', spaceId: 'wallet 0', date: '2026-11-04', categoryId: 'rent' },
    ...{ amount: 90, deletedAt: null },
  }
  const left = (ids: string[], expenses: object[] = []) => {
    const out = { ids, expenses, startsOn: 1 } as LeftOut
    const read = [{ walletId: 'wallet 0', cells }]
    return sumOf(countedCells(here, read, out, days).map(({ total }) => total))
  }
  expect([left([]), left(['food']), left(['lunch']), left(['big'], [big])]).toEqual([
    102, 90, 90, 12,
  ])
  expect(left(['big'], [{ ...big, date: '2026-12-04' }])).toBe(102)
  expect([left(['elsewhere']), left(['2026-11']), left(['2026-10'])]).toEqual([102, 0, 102])
})
