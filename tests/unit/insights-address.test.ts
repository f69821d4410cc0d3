import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  insightsAddress,
  mostDays,
  rangeProblem,
  type Shown,
  shownOf,
} from '@/components/insights/insights-address'
import { spansOf } from '@/components/insights/spans'
import { addDays, daysBetween } from '@/lib/core/dates'
import { beside, periodBefore, periodOf, yearBefore } from '@/lib/domain/summaries/periods'
import { begins, besides, date, kind, plain } from '@/tests/support/insights'

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

it('a range stands beside as many days right before it, or the same dates a year earlier', () => {
  fc.assert(
    fc.property(date, fc.nat(800), date, (from, length, today) => {
      const range = { from, to: addDays(from, length) }
      const shown = { ...plain, kind: 'range' as const, on: today, range }
      const { period, other, earlier, later } = spansOf(shown, today, {})
      expect([period, earlier]).toEqual([range, other])
      expect([daysBetween(earlier), daysBetween(later)]).toEqual([length + 1, length + 1])
      expect([addDays(earlier.to, 1), addDays(period.to, 1)]).toEqual([period.from, later.from])
      const year = spansOf({ ...shown, beside: 'year' }, today, {}).other
      expect(Number(year.from.slice(0, 4))).toBe(Number(from.slice(0, 4)) - 1)
      expect(year.from <= year.to).toBe(true)
    }),
  )
})

it('two dates are a range, or it is said why not', () => {
  const of = (from: string, to: string) => rangeProblem({ from, to })
  expect(of('2026-01-01', '2026-01-01')).toBeUndefined()
  expect(of('', '2026-01-01')).toEqual({ from: 'The first day is not a date.' })
  expect(of('2026-02-28', '2026-02-30')).toEqual({ to: 'The last day is not a date.' })
  expect(of('2026-01-02', '2026-01-01')).toEqual({ to: 'The last day is before the first.' })
  expect(of('1900-01-01', '2199-12-31')?.to).toMatch('more than twenty years')
  expect(of('2000-01-01', addDays('2000-01-01', mostDays - 1))).toBeUndefined()
})

it('what is shown stands in the address, and what that says wrongly is this month', () => {
  const today = '2026-11-24'
  const shown = (text: string) => shownOf(new URLSearchParams(text), today)
  const month: Shown = { ...plain, kind: 'month', on: today }
  expect(shown('')).toEqual(month)
  expect(shown('by=tag&on=2026-02-30&trend=x&parts=y&beside=z&wallets=1')).toEqual(month)
  expect(shown('by=range&from=2026-02-01&to=2026-01-01')).toEqual(month)
  expect(shown('by=range&from=1900-01-01&to=2199-12-31')).toEqual(month)
  expect(insightsAddress(month, today)).toBe('/insights')
  const any = fc.record({
    kind: fc.constantFrom<Shown['kind']>('week', 'month', 'quarter', 'year', 'range'),
    on: date,
    beside: besides,
    parting: fc.constantFrom<Shown['parting']>('category', 'note', 'weekday'),
    all: fc.boolean(),
    trend: fc.oneof(fc.constant(''), fc.uuid()),
    without: fc.uniqueArray(fc.oneof(fc.uuid(), fc.constantFrom('2026-10', '2025-01'))),
  })
  fc.assert(
    fc.property(any, fc.nat(400), ({ beside, ...any }, length) => {
      const shown: Shown = {
        ...any,
        beside: beside === 'year' && any.kind === 'year' ? 'before' : beside,
        ...(any.kind === 'range' && {
          ...{ on: today, range: { from: any.on, to: addDays(any.on, length) } },
        }),
      }
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
