import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldName } from '@/lib/core/text'
import { isAsking, matches, readSearch } from '@/lib/domain/expenses/search'

const now = { currency: 'EUR', today: '2026-11-23', firstWeekday: 1 }

describe('a search', () => {
  it.each([
    ['Lidl', { words: ['lidl'] }],
    ['  two  words ', { words: ['two', 'words'] }],
    ['"may 2026" x', { words: ['may 2026', 'x'] }],
    ['>50', { min: 5001 }],
    ['>=50 <=100', { min: 5000, max: 10_000 }],
    ['=12,50', { min: 1250, max: 1250 }],
    ['<20', { max: 1999 }],
    ['10..20', { min: 1000, max: 2000 }],
    ['coffee >3', { words: ['coffee'], min: 301 }],
    ['34,20', { figures: [{ word: '34,20', amount: 3420 }] }],
    ['today', { from: '2026-11-23', to: '2026-11-23' }],
    ['yesterday', { from: '2026-11-22', to: '2026-11-22' }],
    ['this week', { from: '2026-11-23', to: '2026-11-29' }],
    ['last week', { from: '2026-11-16', to: '2026-11-22' }],
    ['last month', { from: '2026-10-01', to: '2026-10-31' }],
    ['this year', { from: '2026-01-01', to: '2026-12-31' }],
    ['november', { from: '2026-11-01', to: '2026-11-30' }],
    ['december', { from: '2025-12-01', to: '2025-12-31' }],
    ['Feb 2024 lidl', { words: ['lidl'], from: '2024-02-01', to: '2024-02-29' }],
    ['2025', { from: '2025-01-01', to: '2025-12-31' }],
    ['2026-11', { from: '2026-11-01', to: '2026-11-30' }],
    ['20.11.2026', { from: '2026-11-20', to: '2026-11-20' }],
    ['2026 november', { from: '2026-11-01', to: '2026-11-30' }],
    ['mar', { words: ['mar'] }],
    ['7up', { words: ['7up'] }],
    ['>', { words: ['>'] }],
    ['last', { words: ['last'] }],
  ])('%s', (text, expected) => {
    expect(readSearch(text, now)).toEqual({ words: [], figures: [], ...expected })
  })

  it('begins the week where the person does', () => {
    expect(readSearch('this week', { ...now, firstWeekday: 7 })).toMatchObject({
      from: '2026-11-22',
      to: '2026-11-28',
    })
  })

  it('finds by note, category, amount and day together', () => {
    const row = { text: foldName('Lidl Groceries'), amount: 3420, date: '2026-11-20' }
    const finds = (text: string) => matches(readSearch(text, now), row)
    for (const text of [
      'lid',
      'GROC',
      'lidl groc',
      '34.20',
      '>30 <35',
      'november lidl',
      '=34,20',
      '',
    ]) {
      expect(finds(text), text).toBe(true)
    }
    for (const text of ['aldi', '>34.20', '<34.20', 'october', '34', 'lidl 2025']) {
      expect(finds(text), text).toBe(false)
    }
    const refund = { ...row, amount: -3420 }
    expect(matches(readSearch('>30', now), refund)).toBe(true)
  })

  it('a further word never finds more', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('>50', '<20', 'lidl', '2026', 'nov', '12.50'),
    )
    const row = fc.record({
      text: fc.string().map(foldName),
      amount: fc.integer(),
      date: fc.constantFrom('2026-11-20', '2025-01-01'),
    })
    fc.assert(
      fc.property(word, word, row, (one, more, expense) => {
        fc.pre(!/["]/.test(one + more) && !/^(this|last)|^\p{L}{3}/u.test(foldName(one)))
        const both = readSearch(`${one} ${more}`, now)
        if (matches(both, expense)) expect(matches(readSearch(one, now), expense)).toBe(true)
        expect(isAsking(both)).toBe(`${one}${more}`.trim() !== '')
      }),
    )
  })
})
