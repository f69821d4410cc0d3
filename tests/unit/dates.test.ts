import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, isCalendarDate, isMonth, monthBounds } from '@/lib/core/dates'
import { canonicalTimeZone, dateIn } from '@/lib/core/time-zones'

const days = fc.integer({ min: 0, max: 109_571 })
const date = days.map((count) => addDays('1900-01-01', count))

describe('a calendar date', () => {
  it.each(['1900-01-01', '2024-02-29', '2026-11-23', '2199-12-31'])('can be %s', (text) => {
    expect(isCalendarDate(text)).toBe(true)
  })

  it.each([
    ...['2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10', '2026-01-00', '0001-01-01'],
    ...['1899-12-31', '2200-01-01', '2026-1-1', '20260101', '2026-11-23T00:00:00Z', '', 'today'],
    ...['2026-11-23\n', '+002026-11-23'],
  ])('cannot be %j', (text) => {
    expect(isCalendarDate(text)).toBe(false)
  })

  it('moves by days and back again, whatever the time zone of the machine', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -400, max: 400 }), (from, count) => {
        expect(addDays(addDays(from, count), -count)).toBe(from)
      }),
    )
  })

  it('lies within the bounds of its month', () => {
    fc.assert(
      fc.property(date, (day) => {
        const { from, until } = monthBounds(day.slice(0, 7))
        expect(from <= day && day < until).toBe(true)
        expect(addDays(until, -1).slice(0, 7)).toBe(day.slice(0, 7))
      }),
    )
  })

  it('is the one of its time zone at an instant', () => {
    const late = new Date('2026-11-23T20:00:00Z')
    expect(dateIn('UTC', late)).toBe('2026-11-23')
    expect(dateIn('Asia/Kathmandu', late)).toBe('2026-11-24')
    expect(dateIn('America/Los_Angeles', late)).toBe('2026-11-23')
  })
})

describe('a month', () => {
  it('counts on over the end of a year', () => {
    expect(addMonths('2026-11', 2)).toBe('2027-01')
    expect(addMonths('2026-01', -1)).toBe('2025-12')
    expect(addMonths('2026-06', 0)).toBe('2026-06')
  })

  it('is refused when it does not exist', () => {
    expect(isMonth('2026-11')).toBe(true)
    for (const text of ['2026-13', '2026-1', '2026', '2026-11-01', '0001-01']) {
      expect(isMonth(text)).toBe(false)
    }
  })
})

describe('a time zone', () => {
  it.each([
    ['Asia/Kathmandu', 'Asia/Kathmandu'],
    ['Asia/Katmandu', 'Asia/Katmandu'],
    ['europe/berlin', 'Europe/Berlin'],
    ['utc', 'UTC'],
  ])('%s is written %s', (given, written) => expect(canonicalTimeZone(given)).toBe(written))

  it.each(['Mars/Olympus', '', 'Etc/Unknown', ':/etc/localtime', 'GMT+25'])(
    '%j is none',
    (name) => {
      expect(canonicalTimeZone(name)).toBeUndefined()
      const at = new Date('2026-11-23T23:30:00Z')
      expect(dateIn(name, at)).toBe('2026-11-23')
    },
  )
})
