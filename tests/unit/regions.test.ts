import { describe, expect, it } from 'vitest'
import { currencies } from '@/lib/core/money'
import { currencyOfRegion, likelyCurrency, regionOfTimeZone } from '@/lib/core/regions'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const regions = letters.flatMap((first) => letters.map((second) => first + second))

describe('the currency of a region', () => {
  it('is one that amounts can be in, for each region in which people live', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
    const known = regions.filter((region) => currencyOfRegion(region))
    expect(known.filter((region) => !currencies.has(currencyOfRegion(region) ?? ''))).toEqual([])
    expect(known.filter((region) => !names.of(region))).toEqual([])
    expect(known.length).toBeGreaterThan(245)
  })
})

describe('what somebody most likely pays with', () => {
  it.each([
    ['ja-JP', 'Asia/Tokyo', 'JPY'],
    ['ja', '', 'JPY'],
    ['de-AT', 'Europe/Vienna', 'EUR'],
    ['de-CH', '', 'CHF'],
    ['en-GB', 'Europe/London', 'GBP'],
    // American English is what browsers speak where nobody chose.
    ['en-US', 'Asia/Tokyo', 'JPY'],
    ['en-US', 'America/Chicago', 'USD'],
    ['en-US', 'UTC', 'USD'],
    ['pt-BR', 'Europe/Lisbon', 'BRL'],
    ['', 'Africa/Nairobi', 'KES'],
    ['C', 'Asia/Kolkata', 'INR'],
  ])('for %s in %s is %s', (locale, timeZone, currency) => {
    expect(likelyCurrency(locale, timeZone)).toBe(currency)
  })

  it('is not known where neither says anything', () => {
    expect(likelyCurrency('', '')).toBeUndefined()
    expect(likelyCurrency('*', 'Mars/Base')).toBeUndefined()
  })

  it('knows a place by each of its names', () => {
    expect(regionOfTimeZone('Asia/Kathmandu')).toBe('NP')
    expect(regionOfTimeZone('Asia/Katmandu')).toBe('NP')
    expect(regionOfTimeZone('UTC')).toBeUndefined()
  })
})
