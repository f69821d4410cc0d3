import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inWords } from '@/components/words/expense-words'
import { apart, asLine, lineProblem } from '@/lib/core/text'

describe('a text within a sentence', () => {
  it('is set apart where it runs from right to left, and only there', () => {
    expect(apart('قهوة')).toBe('\u2068قهوة\u2069')
    expect(apart('לחם, 2 €')).toBe('\u2068לחם, 2 €\u2069')
    for (const text of ['', 'milk', 'Ωμέγα', '🥐 crème', '牛乳']) expect(apart(text)).toBe(text)
  })

  it('keeps category and note of an expense from changing places', () => {
    const expense = { amount: 255, currency: 'EUR', note: 'قهوة' }
    expect(inWords(expense, 'خبز')).toBe('2.55 EUR, \u2068خبز\u2069, \u2068قهوة\u2069')
    expect(inWords({ ...expense, note: '' }, undefined)).toBe('2.55 EUR')
  })
})

describe('a text that came from elsewhere, as one line', () => {
  it.each([
    ['fits as it is', 'tea', 3, 'tea'],
    ['is cut', 'teapot', 3, 'tea'],
    ['has no line breaks', 'tea\r\nand\tcake', 50, 'tea and cake'],
    ['keeps a character whole', 'tea 🍕', 6, 'tea 🍕'],
    ['leaves out a character that does not fit', 'tea 🍕', 5, 'tea '],
  ])('%s', (_, text, most, line) => {
    expect(asLine(text, most)).toBe(line)
  })

  it('can always be kept', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, most) => {
        const line = asLine(text, most)
        expect(lineProblem(line)).toBeUndefined()
        expect(line.length).toBeLessThanOrEqual(most)
      }),
    )
  })
})
