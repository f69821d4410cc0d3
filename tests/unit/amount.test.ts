import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMoney, maxAmount, toDecimal } from '@/lib/core/money'
import { parseAmount } from '@/lib/core/reading/amount'

describe('an amount as typed', () => {
  it.each([
    ['2,55', 'EUR', 255],
    ['2.55', 'EUR', 255],
    ['2.5', 'EUR', 250],
    ['12', 'EUR', 1200],
    ['12,', 'EUR', 1200],
    [',5', 'EUR', 50],
    ['1.234,56', 'EUR', 123_456],
    ['1,234.56', 'EUR', 123_456],
    ['1 234,56', 'EUR', 123_456],
    ['1’234.50', 'CHF', 123_450],
    ["1'234", 'CHF', 123_400],
    ['1.234', 'EUR', 123_400],
    ['1,234', 'EUR', 123_400],
    ['1.234.567', 'EUR', 123_456_700],
    ['1,234,567.89', 'EUR', 123_456_789],
    ['1.234', 'KWD', 1234],
    ['1,234', 'KWD', 1234],
    ['1.234.567', 'KWD', 1_234_567_000],
    ['0,125', 'EUR', 13],
    ['1.2345', 'EUR', 123],
    ['€ 12.50', 'EUR', 1250],
    ['12,50 €', 'EUR', 1250],
    ['EUR 12.50', 'EUR', 1250],
    ['$12', 'USD', 1200],
    ['１２.５０', 'EUR', 1250],
    ['12,50+3 =', 'EUR', 1550],
    ['12+3.5*2', 'EUR', 1900],
    ['(12+3.5)*2', 'EUR', 3100],
    ['10/3', 'EUR', 333],
    ['20/3', 'EUR', 667],
    ['1/8', 'EUR', 13],
    ['-1/8', 'EUR', -13],
    ['-5', 'EUR', -500],
    ['−5', 'EUR', -500],
    ['10 × 2 ÷ 4', 'EUR', 500],
    ['2*-3', 'EUR', -600],
    ['1000', 'JPY', 1000],
    ['1.5', 'JPY', 2],
    ['1,000', 'JPY', 1000],
    ['100.000.000.000', 'EUR', 10_000_000_000_000],
    ['15,000,000,000', 'IRR', 1_500_000_000_000],
    ['12.000.000.000', 'VND', 12_000_000_000],
    ['١٢٫٥٠', 'EUR', 1250],
    ['۱٬۲۳۴٫۵', 'EUR', 123_450],
    ['१२.५०', 'INR', 1250],
  ])('%s %s becomes %i', (text, currency, amount) => {
    expect(parseAmount(text, currency)).toEqual({ ok: true, amount })
  })

  it.each([
    ['', 'is missing: type a figure such as 12.50'],
    ['   ', 'is missing: type a figure such as 12.50'],
    ['coffee', 'cannot be read at “c”'],
    ['1.2.3', 'has marks in places where they cannot be read'],
    ['1,234.567.8', 'has marks in places where they cannot be read'],
    ['.,111.000', 'has marks in places where they cannot be read'],
    ['1.2,345.000', 'has marks in places where they cannot be read'],
    ['.', 'has a mark without figures'],
    ['1/0', 'divides by 0'],
    ['5-5', 'must not be 0'],
    ['0,001', 'must not be 0'],
    ['1+', 'ends in the middle of a sum'],
    ['(1+2', 'has a bracket that is not closed'],
    ['1)', 'cannot be read to its end'],
    ['100000000000.01', 'must be between -100000000000.00 and 100000000000.00'],
    ['1e3', 'cannot be read at “e”'],
    ['9'.repeat(200), 'is too long to read'],
    ['('.repeat(50), 'has too many brackets'],
  ])('%s is refused: it %s', (text, message) => {
    expect(parseAmount(text, 'EUR')).toEqual({ ok: false, message })
  })

  it('reads back what we show, in any locale', () => {
    const shown = fc.record({
      amount: fc.integer({ min: 1, max: maxAmount }),
      currency: fc.constantFrom('EUR', 'USD', 'CHF', 'JPY', 'KWD'),
      locale: fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN', 'sv-SE'),
    })
    fc.assert(
      fc.property(shown, ({ amount, currency, locale }) => {
        const text = formatMoney(amount, currency, locale)
        expect(parseAmount(text, currency)).toEqual({ ok: true, amount })
      }),
    )
  })

  it.each(['ar-EG', 'fa-IR', 'bn-BD', 'hi-IN-u-nu-deva', 'th-TH-u-nu-thai', 'my-MM'])(
    'reads the figures of %s',
    (locale) => {
      const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 })
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 10 ** 9 }), (amount) => {
          expect(parseAmount(format.format(amount / 100), 'EUR')).toEqual({ ok: true, amount })
        }),
      )
    },
  )

  it('adds exactly, where floats do not', () => {
    const cents = fc.array(fc.integer({ min: 1, max: 999_999 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(cents, (parts) => {
        const text = parts.map((part) => toDecimal(part, 'EUR')).join('+')
        const amount = parts.reduce((sum, part) => sum + part, 0)
        expect(parseAmount(text, 'EUR')).toEqual({ ok: true, amount })
      }),
    )
  })

  it('never throws, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'0123456789.,+-*/() €') }),
    )
    fc.assert(
      fc.property(typed, fc.constantFrom('EUR', 'JPY', 'KWD'), (text, currency) => {
        const parsed = parseAmount(text, currency)
        if (parsed.ok) expect(Number.isSafeInteger(parsed.amount)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
