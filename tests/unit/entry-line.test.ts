import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEntryLine } from '@/lib/core/entry-line'

const categories = [
  { id: 'g', name: 'Groceries' },
  { id: 'd', name: 'Dining' },
  { id: 'h', name: 'Home & garden' },
  { id: 'hh', name: 'Home' },
]
// A Monday.
const rules = { currency: 'EUR', today: '2026-11-23', categories }
const read = (line: string, more = {}) => readEntryLine(line, { ...rules, ...more })

describe('one line', () => {
  const lines: [string, number | undefined, string | undefined, string | undefined, string][] = [
    ['12.50 coffee yesterday', 1250, '2026-11-22', undefined, 'coffee'],
    ['yesterday lidl 34,20 groceries', 3420, '2026-11-22', 'g', 'lidl'],
    ['2,55', 255, undefined, undefined, ''],
    ['1.234,56 rent', 123456, undefined, undefined, 'rent'],
    ['12+3.5*2 lunch with Bob', 1900, undefined, undefined, 'lunch with Bob'],
    ['-5 refund', -500, undefined, undefined, 'refund'],
    ['12.50€ coffee', 1250, undefined, undefined, 'coffee'],
    ['12.50 EUR coffee', 1250, undefined, undefined, 'coffee'],
    ['€ 12.50 coffee', 1250, undefined, undefined, 'coffee'],
    ['coffee 3 friday', 300, '2026-11-20', undefined, 'coffee'],
    ['coffee 3 mon', 300, '2026-11-16', undefined, 'coffee'],
    ['coffee 3 today', 300, '2026-11-23', undefined, 'coffee'],
    ['coffee 3 2026-02-28', 300, '2026-02-28', undefined, 'coffee'],
    ['coffee 3 20.11.', 300, '2026-11-20', undefined, 'coffee'],
    ['coffee 3 24.12.', 300, '2025-12-24', undefined, 'coffee'],
    ['coffee 3 1.2.2024', 300, '2024-02-01', undefined, 'coffee'],
    ['20.11. 7 tea', 700, '2026-11-20', undefined, 'tea'],
    ['9 home & garden seeds', 900, undefined, 'h', 'seeds'],
    ['9 HOME lamp', 900, undefined, 'hh', 'lamp'],
    ['7up 2', 200, undefined, undefined, '7up'],
    ['coffee', undefined, undefined, undefined, 'coffee'],
    ['3 coffee 31.2.', 300, undefined, undefined, 'coffee 31.2.'],
    ['', undefined, undefined, undefined, ''],
  ]
  it.each(lines)('“%s”', (line, amount, date, categoryId, note) => {
    expect(read(line)).toEqual({ amount, date, categoryId, note })
  })

  it('reads amounts in the decimals of their currency', () => {
    expect(read('1.234 sushi', { currency: 'JPY' }).amount).toBe(1234)
    expect(read('1.234 dates', { currency: 'KWD' }).amount).toBe(1234)
  })

  it('takes the currency only beside the amount', () => {
    expect(read('€ 12.50 coffee').note).toBe('coffee')
    expect(read('EUR 12.50 coffee').note).toBe('coffee')
    expect(read('12 bread for all', { currency: 'ALL' }).note).toBe('bread for all')
    expect(read('12 a cup', { currency: 'CUP' }).note).toBe('a cup')
  })

  it('never throws, and loses no word but those that it has read', () => {
    const word = fc.constantFrom('tea', '12', 'today', 'groceries', '3,5', '𝟙', '(', '20.11.', 'א')
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const { note, ...found } = read(words.join(' '))
        const known = Object.values(found).filter((value) => value !== undefined).length
        expect(note.split(' ').filter(Boolean).length).toBe(words.length - known)
      }),
    )
  })
})
