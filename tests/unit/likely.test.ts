import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldName } from '@/lib/core/text'
import {
  categoryOfAmount,
  categoryOfNote,
  type Habit,
  likelyCategories,
  likelyNotes,
} from '@/lib/domain/expenses/likely'

// A Monday, at noon.
const noon = { today: '2026-11-23', hour: 12 }
const habit = (categoryId: string, more: Partial<Habit> = {}): Habit => ({
  ...{ categoryId, note: '', amount: 1000, date: '2026-11-17', hour: 18 },
  ...more,
  noteKey: foldName(more.note ?? ''),
})

describe('the likely categories', () => {
  it('are those that are used most, of the recent past before those of long ago', () => {
    const past = [
      ...Array.from({ length: 5 }, () => habit('old', { date: '2025-11-18' })),
      ...Array.from({ length: 3 }, () => habit('often')),
      habit('seldom'),
    ]
    expect(likelyCategories(past, noon)).toEqual(['often', 'seldom', 'old'])
  })

  it('are led by what is done at this hour, and on this weekday', () => {
    const past = [habit('evening'), habit('evening'), habit('lunch', { hour: 12 })]
    expect(likelyCategories(past, noon)[0]).toBe('lunch')
    expect(likelyCategories(past, { ...noon, hour: 18 })[0]).toBe('evening')
    const mondays = [habit('tuesday'), habit('tuesday'), habit('monday', { date: '2026-11-16' })]
    expect(likelyCategories(mondays, noon)[0]).toBe('monday')
    const midnight = [habit('late', { hour: 23 }), habit('noon', { hour: 12 })]
    expect(likelyCategories(midnight, { ...noon, hour: 0 })[0]).toBe('late')
  })

  it('follow the amount, and the note above all', () => {
    const past = [
      ...Array.from({ length: 4 }, () => habit('groceries', { amount: 3000 })),
      habit('coffee', { amount: 350, note: 'Flat  white' }),
    ]
    expect(likelyCategories(past, { ...noon, amount: 340 })[0]).toBe('coffee')
    expect(likelyCategories(past, { ...noon, amount: 2900 })[0]).toBe('groceries')
    expect(likelyCategories(past, { ...noon, amount: 2900, note: 'flat white' })[0]).toBe('coffee')
  })

  it('are each there once, whatever the past', () => {
    const one = fc.record({
      categoryId: fc.constantFrom('a', 'b', 'c'),
      note: fc.string(),
      amount: fc.integer(),
      date: fc.constantFrom('2026-11-23', '1900-01-01', '2199-12-31'),
      hour: fc.nat(23),
    })
    fc.assert(
      fc.property(fc.array(one), fc.string(), (some, note) => {
        const past = some.map((each) => habit(each.categoryId, each))
        const found = likelyCategories(past, { ...noon, note, amount: 5 })
        expect(new Set(found).size).toBe(found.length)
        expect([...found].sort()).toEqual([...new Set(past.map((p) => p.categoryId))].sort())
      }),
    )
  })
})

describe('a note', () => {
  const past = [
    habit('groceries', { note: 'Lidl' }),
    habit('groceries', { note: 'Lidl' }),
    habit('fuel', { note: 'lidl', date: '2026-01-01' }),
    habit('dining', { note: 'Café Linde' }),
  ]
  it('proposes the category that it was used with lately', () => {
    expect(categoryOfNote(past, ' LIDL ', noon)).toBe('groceries')
    expect(categoryOfNote(past, 'Aldi', noon)).toBeUndefined()
    expect(categoryOfNote(past, '', noon)).toBeUndefined()
  })

  it('is proposed by how it, or a word of it, begins', () => {
    expect(likelyNotes(past, 'li', noon)).toEqual(['Lidl', 'Café Linde'])
    expect(likelyNotes(past, 'idl', noon)).toEqual([])
    expect(likelyNotes(past, 'lidl', noon)).toEqual([])
    expect(likelyNotes(past, ' ', noon)).toEqual([])
  })
})

describe('an amount', () => {
  const three = (categoryId: string) => [1, 2, 3].map(() => habit(categoryId, { amount: 350 }))
  it('proposes the category that it was always in, three times at least', () => {
    expect(categoryOfAmount(three('coffee'), 350)).toBe('coffee')
    expect(categoryOfAmount(three('coffee'), 351)).toBeUndefined()
    expect(categoryOfAmount(three('coffee').slice(1), 350)).toBeUndefined()
    const other = habit('bread', { amount: 350, date: '2026-01-01' })
    expect(categoryOfAmount([...three('coffee'), other], 350)).toBeUndefined()
    expect(categoryOfAmount([...three('coffee'), habit('bread')], 350)).toBe('coffee')
  })
})
