import { describe, expect, it } from 'vitest'
import { currencies, exactly, formatMoney, moneyFormat } from '@/lib/core/money'
import { parseAmount } from '@/lib/core/reading/amount'

const locales =
  'en-US en-GB en-IN en-ZA en-CA en-AU sv nb da fi is de de-CH de-AT fr fr-CH fr-CA pl cs sk hu ro bg el tr ru uk he ar ar-EG ar-AE fa hi bn mr ne ta te th ja ko zh-CN zh-TW vi id ms pt-BR pt-PT pt-CV es es-MX es-AR it nl ca eu lv lt et sl hr sr my sw ur km lo ka hy fy'.split(
    ' ',
  )

const pairs = [...currencies].flatMap((currency) => locales.map((locale) => ({ currency, locale })))

type Pair = (typeof pairs)[0]

/** What became of texts, told only where it is wrong: thousands of assertions would take long. */
function misread(some: readonly Pair[], amount: number, show: (pair: Pair) => string) {
  return some.flatMap((pair) => {
    const shown = show(pair)
    const read = parseAmount(shown, pair.currency)
    return read.ok && read.amount === amount ? [] : [{ ...pair, shown, read }]
  })
}

describe('an amount that a row shows', () => {
  it('is read back in every currency and region', () => {
    const amount = -123_456_789
    const shown = misread(pairs, amount, (one) => formatMoney(amount, one.currency, one.locale))
    expect(shown).toEqual([])
  }, 60_000)

  it('is read back without its sign, and with plain spaces as a browser copies it', () => {
    const amount = 123_456_789
    const bare = ({ currency, locale }: Pair) =>
      moneyFormat(currency, locale)
        .formatToParts(exactly(amount, currency))
        .filter(({ type }) => type !== 'currency')
        .map(({ value }) => value.replace(/\s/g, ' '))
        .join('')
    const some = pairs.filter(({ currency }) => /EUR|SEK|INR|KWD|JPY|CLF|CVE/.test(currency))
    expect(misread(some, amount, bare)).toEqual([])
  }, 60_000)

  it.each([
    ['1 234,50 kr', 'SEK', 123_450],
    ['1\u00a0234,50\u00a0kr', 'SEK', 123_450],
    ['1\u202f234,50 kr.', 'DKK', 123_450],
    ['kr 1 234,50', 'NOK', 123_450],
    ['−1 234,50 kr', 'SEK', -123_450],
    ['1 234,50 zł', 'PLN', 123_450],
    ['12 ZŁ', 'PLN', 1200],
    ['1 234,50 Kč', 'CZK', 123_450],
    ['1 234,50 Ft', 'HUF', 123_450],
    ['Rs. 500', 'INR', 50_000],
    ['Rs.500', 'INR', 50_000],
    ['₹12,34,567.89', 'INR', 123_456_789],
    ['R 1 234,50', 'ZAR', 123_450],
    ['R1234.50', 'ZAR', 123_450],
    ['S/ 12.50', 'PEN', 1250],
    ['B/. 12.50', 'PAB', 1250],
    ['CHF-1’234.50', 'CHF', -123_450],
    ['\u200e-₪1,234.50\u200f', 'ILS', -123_450],
    ['\u061c-١٬٢٣٤٫٥٠\u00a0ج.م.\u200f', 'EGP', -123_450],
    ['۱٬۲۳۴٬۵۶۷ ریال', 'IRR', 123_456_700],
    ['F CFA 1 234', 'XOF', 1234],
    ['1.234.567\u00a0₫', 'VND', 1_234_567],
    ['1.234.567 đ', 'VND', 1_234_567],
    ['￥1,280', 'JPY', 1280],
    ['1280円', 'JPY', 1280],
    ['US$12.50', 'USD', 1250],
    ['12 kr + 3,50 kr', 'SEK', 1550],
    ["1'234'567.5", 'EUR', 123_456_750],
    ['12 345', 'EUR', 1_234_500],
  ])('%s in %s is %i', (text, currency, amount) => {
    expect(parseAmount(text, currency)).toEqual({ ok: true, amount })
  })

  it.each([
    '12 3',
    '1 2',
    '1 23,45',
    '1 234 5',
    '1234 567',
    '0 125',
    "1'23",
    "12'3456",
    '1  234',
    "1 234'567",
    '5€50',
    '1€234',
    '12 € 50',
    '5²',
    '½',
    '12$',
    '¥1280',
    '12 USD',
    'kr 12',
  ])('%s is refused in EUR', (text) => {
    expect(parseAmount(text, 'EUR')).toMatchObject({ ok: false })
  })

  it('says that a figure is in another currency', () => {
    const message = 'is in another currency: here it is EUR'
    for (const text of ['$12', '12 USD', 'US$ 12']) {
      expect(parseAmount(text, 'EUR'), text).toEqual({ ok: false, message })
    }
  })
})
