import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  currencies,
  decimalsOf,
  formatMoney,
  fromDecimal,
  maxAmount,
  toDecimal,
} from '@/lib/core/money'

const currency = fc.constantFrom(...currencies)
const money = currency.chain((code) =>
  fc.record({
    currency: fc.constant(code),
    amount: fc.integer({ min: -maxAmount, max: maxAmount }).filter((n) => n !== 0),
  }),
)

describe('an amount as a decimal', () => {
  it('comes back as the same minor units, in every currency', () => {
    fc.assert(
      fc.property(money, ({ amount, currency }) => {
        expect(fromDecimal(toDecimal(amount, currency), currency)).toEqual({ ok: true, amount })
      }),
    )
  })

  it('always has exactly the decimals of its currency', () => {
    fc.assert(
      fc.property(money, ({ amount, currency }) => {
        const decimals = toDecimal(amount, currency).split('.')[1] ?? ''
        expect(decimals).toHaveLength(decimalsOf(currency))
      }),
    )
  })

  it.each([
    [255, 'EUR', '2.55'],
    [-5, 'EUR', '-0.05'],
    [1000, 'JPY', '1000'],
    [1234, 'KWD', '1.234'],
    [12345, 'CLF', '1.2345'],
    [10_000_000_000_000, 'EUR', '100000000000.00'],
  ])('%i of %s is %s', (amount, code, text) => {
    expect(toDecimal(amount, code)).toBe(text)
  })

  it('sums beyond safe integers stay exact', () => {
    expect(toDecimal(90_071_992_547_409_93n, 'EUR')).toBe('90071992547409.93')
  })
})

describe('a decimal as scripts send it', () => {
  it.each([
    [2.55, 'EUR', 255],
    ['2.5', 'EUR', 250],
    ['-3', 'EUR', -300],
    [7, 'JPY', 7],
    ['0.001', 'KWD', 1],
    ['100000000000', 'EUR', 10_000_000_000_000],
    ['1000000000.0000', 'UYW', 10_000_000_000_000],
    ['10000000000000', 'VND', 10_000_000_000_000],
  ])('%s %s is %i', (value, code, amount) => {
    expect(fromDecimal(value, code)).toEqual({ ok: true, amount })
  })

  it.each([
    ['10.999', 'EUR', 'must have at most 2 decimals in EUR'],
    [0.1 + 0.2, 'EUR', 'must have at most 2 decimals in EUR'],
    ['1.5', 'JPY', 'must have at most 0 decimals in JPY'],
    ['0', 'EUR', 'must not be 0'],
    ['-0.00', 'EUR', 'must not be 0'],
    ['100000000000.01', 'EUR', 'must be between -100000000000.00 and 100000000000.00'],
    ['10000000000001', 'JPY', 'must be between -10000000000000 and 10000000000000'],
    [1e21, 'EUR', 'must be a decimal number such as 12.50'],
    [Number.NaN, 'EUR', 'must be a decimal number such as 12.50'],
    [Number.POSITIVE_INFINITY, 'EUR', 'must be a decimal number such as 12.50'],
    ['1,5', 'EUR', 'must be a decimal number such as 12.50'],
    ['', 'EUR', 'must be a decimal number such as 12.50'],
    ['0x10', 'EUR', 'must be a decimal number such as 12.50'],
    ['١٢', 'EUR', 'must be a decimal number such as 12.50'],
  ])('%s %s is refused: %s', (value, code, message) => {
    expect(fromDecimal(value, code)).toEqual({ ok: false, message })
  })

  it('never throws and never rounds, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double()), currency, (value, code) => {
        const parsed = fromDecimal(value, code)
        if (parsed.ok) expect(Number(toDecimal(parsed.amount, code))).toBe(Number(value))
      }),
    )
  })
})

describe('money on screen', () => {
  it('follows the locale and the currency', () => {
    expect(formatMoney(123_456, 'EUR', 'en-US')).toBe('€1,234.56')
    expect(formatMoney(123_456, 'EUR', 'de-DE')).toBe('1.234,56\u00a0€')
    expect(formatMoney(1234, 'JPY', 'en-US')).toBe('¥1,234')
    expect(formatMoney(-1234, 'KWD', 'en-US')).toBe('-KWD\u00a01.234')
  })
})
