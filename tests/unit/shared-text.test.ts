import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCalendarDate } from '@/lib/core/dates'
import { parseAmount } from '@/lib/core/reading/amount'
import { readSharedText } from '@/lib/core/reading/shared-text'

const context = { today: '2026-11-23', locale: 'en-GB', currency: 'EUR' }

describe('a text that was shared', () => {
  it.each([
    [
      'a bank in English',
      { text: 'You paid £12.40 at Pret A Manger on 22 Nov 2026. Balance: £1,204.11.' },
      { amount: '12.40', date: '2026-11-22', note: 'Pret A Manger' },
      'GBP',
    ],
    [
      'a bank in German',
      { text: 'Kartenzahlung vom 21.11.2026: 34,20 EUR bei LIDL Berlin. Kontostand 812,00 EUR' },
      { amount: '34,20', date: '2026-11-21', note: 'LIDL Berlin' },
    ],
    [
      'a bank that tells the balance first',
      { text: 'Available balance EUR 1.204,11. Paid EUR 8,90 to Café Linden.' },
      { amount: '8,90', date: '', note: 'Café Linden' },
    ],
    [
      'an order',
      {
        title: 'Your order of 3 items',
        text: 'Socks  2 x 4.50\nSubtotal  €9.00\nShipping  €3.99\nVAT  €2.10\nTotal  €12.99\n',
      },
      { amount: '12.99', date: '', note: 'Your order of 3 items' },
    ],
    [
      'an order with thousands',
      { text: 'Bestellung bei Möbel Krause\nZwischensumme: 1.180,00 €\nGesamtbetrag: 1.234,56 €' },
      { amount: '1.234,56', date: '', note: 'Möbel Krause' },
    ],
    [
      'a receipt without a currency',
      { text: 'REWE\n23.11.2026 12:04\nBrot 3,49\nSUMME 7,98' },
      { amount: '7,98', date: '2026-11-23', note: 'REWE' },
    ],
    [
      'a day in words',
      { text: 'Trip on November 20, 2026 with Taxi 4711: $18' },
      { amount: '18', date: '2026-11-20', note: 'Trip on November 20, 2026 with Taxi 4711: $18' },
      'USD',
    ],
    [
      'yen',
      { text: '¥1,200 paid to Lawson' },
      { amount: '1,200', date: '', note: 'Lawson' },
      'JPY',
    ],
    [
      'a day to come, and one long gone',
      { text: 'Due 2027-01-01, made 2020-01-01: 5 EUR' },
      { amount: '5', date: '', note: 'Due 2027-01-01, made 2020-01-01: 5 EUR' },
    ],
    [
      'no figure',
      { text: 'see you at the café' },
      { amount: '', date: '', note: 'see you at the café' },
    ],
    ['only a title', { title: 'Rent' }, { amount: '', date: '', note: 'Rent' }],
    ['nothing', {}, { amount: '', date: '', note: '' }],
  ])('%s', (_, shared, expected, currency = 'EUR') => {
    expect(readSharedText(shared, { ...context, currency })).toEqual(expected)
  })

  it('is always read, into what a form can hold', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'Total',
        '€',
        'EUR ',
        '12,50',
        '1.234,56',
        '\n',
        ' at ',
        'Lidl',
        '2026-11-20',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece), fc.string(), (parts, title) => {
        const read = readSharedText({ title, text: parts.join('') }, context)
        expect(read.date === '' || isCalendarDate(read.date)).toBe(true)
        expect(read.note.length).toBeLessThanOrEqual(500)
        expect(read.note).not.toMatch(/\n/)
        if (read.amount !== '') parseAmount(read.amount, 'EUR')
      }),
      { numRuns: 1000 },
    )
  })
})
