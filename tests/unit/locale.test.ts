import { describe, expect, it } from 'vitest'
import { canonicalLocale, knownLocale } from '@/lib/core/locale'
import { firstWeekdayOf } from '@/lib/core/periods'
import { preferencesOf } from '@/lib/domain/settings/rules'
import { localeOf } from '@/lib/server/http/locale'

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

  it.each([
    [['en-US@posix'], 'en-US'],
    [['en_US'], 'en-US'],
    [['de_AT.UTF-8@euro'], 'de-AT'],
    [['C', 'POSIX', 'C.UTF-8', '', ' ', 'und', 'zz', 'de-at'], 'de-AT'],
    [[undefined, null, 7, {}, ['fr'], 'sr_RS@latin'], 'sr-RS'],
    [['C'], undefined],
    [[], undefined],
  ])('%j is asked for: %s is known', (names, known) => expect(knownLocale(names)).toBe(known))

  it.each([
    [null, 'en'],
    ['*', 'en'],
    ['de-at,de;q=0.9', 'de-AT'],
    ['en-US@posix', 'en-US'],
    ['en_GB, fr;q=0.5', 'en-GB'],
    ['C;q=1, xx-YY, fr ; q=0.5', 'fr'],
    ['en;q=0.2, fr;q=0.9, de;q=0.5', 'fr'],
    ['fr;q=0, de;q=0.1', 'de'],
    ['fr;q=often, de;q=0.1', 'de'],
    [',;,;q=1,', 'en'],
  ])('Accept-Language: %s leads to %s', (header, locale) => {
    const headers = new Headers(header === null ? {} : { 'accept-language': header })
    expect(localeOf(headers)).toBe(locale)
  })
})

describe('preferences', () => {
  const nothing = { locale: null, firstWeekday: null, monthStartsOn: 1, theme: 'system' }

  it.each([
    undefined,
    { locale: 'en_US', firstWeekday: 8, monthStartsOn: 0, theme: 'sepia' },
    { locale: 'C', firstWeekday: '1', monthStartsOn: 1.5, theme: 'constructor' },
    { locale: 7, firstWeekday: Number.NaN, monthStartsOn: 99, theme: null },
  ])('of %j are those of somebody who chose nothing', (row) => {
    expect(preferencesOf(row as never)).toEqual(nothing)
  })

  it('that can be shown stay, each for itself', () => {
    const chosen = { locale: 'de-AT', firstWeekday: 7, monthStartsOn: 28, theme: 'dark' } as const
    expect(preferencesOf(chosen)).toEqual(chosen)
    expect(preferencesOf({ ...chosen, theme: 'sepia' as never }).locale).toBe('de-AT')
    expect(preferencesOf({ locale: 'DE-at' }).locale).toBe('de-AT')
  })
})
