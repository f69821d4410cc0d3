import { describe, expect, it } from 'vitest'
import { canonicalLocale, firstWeekdayOf } from '@/lib/core/locale'

describe('a locale', () => {
  it.each([
    ['de-at', 'de-AT'],
    ['EN', 'en'],
    ['zh-hant-tw', 'zh-Hant-TW'],
  ])('%s is written %s', (given, written) => {
    expect(canonicalLocale(given)).toBe(written)
    expect(canonicalLocale(written)).toBe(written)
  })

  it.each(['', 'x', 'nope', 'de_AT', 'de-', 'C', 'de AT', `de-${'abcdefgh-'.repeat(5)}ab`])(
    '%j is none',
    (given) => expect(canonicalLocale(given)).toBeUndefined(),
  )

  it.each([
    ['de-AT', 1],
    ['en-US', 7],
    ['ar-EG', 6],
    ['nope', 1],
  ])('%s begins its weeks on day %i', (locale, day) => {
    expect(firstWeekdayOf(locale)).toBe(day)
  })
})
