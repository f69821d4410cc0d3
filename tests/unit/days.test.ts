import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isClear, readEntryLine } from '@/lib/core/reading/entry-line'
import { sharedDate } from '@/lib/core/reading/shared-date'
import { readSearch } from '@/lib/domain/expenses/search'

// A Monday.
const today = '2026-11-23'

/** Who reads days: the search, the line of the form, and a text that was shared. */
const readers = {
  search(text: string, locale: string): string {
    const begins = { firstWeekday: 1, monthStartsOn: 1 }
    const { terms } = readSearch(text, { currency: 'EUR', today, locale, ...begins })
    const found = terms.flatMap((term) => term.filter((reading) => 'from' in reading))
    const [day] = terms.length === 1 ? found : []
    return day && day.from === day.to ? day.from : ''
  },
  line(text: string, locale: string): string {
    const context = { currency: 'EUR', today, locale, categories: [] }
    const readings = readEntryLine(`coffee 3.50 ${text}`, context)
    const [{ date = '', note, amount } = { note: '' }] = readings
    return isClear(readings) && note === 'coffee' && amount === 350 ? date : ''
  },
  message(text: string, locale: string): string {
    return sharedDate(`Paid EUR 3.50 on ${text} at Lidl`, { today, locale })
  },
}

type Reader = keyof typeof readers
const all = Object.keys(readers) as Reader[]

const fridays = '2026-11-20'
const day = '2026-11-14'

describe('a day that one reader knows, all know:', () => {
  it.each([
    ...['2026-11-14', '2026/11/14', '2026.11.14', '2026. 11. 14.', '14.11.2026', '14. 11. 2026'],
    ...['14.11.2026.', '14/11/2026', '14-11-2026', '14.11.26', '14/11/26', '14-11-26', '14.11.'],
    ...['14/11', '11/14', 'nov 14', '14 nov', '14. nov', '14. Nov.', '14th nov', 'Nov 14th'],
    ...['14 of november', 'the 14th of November', '14 nov 2026', 'nov 14, 2026', '14 nov 26'],
    ...['14-nov-26', '14nov2026', '14nov26', '14-Nov-2026', "14 nov '26", '14 nov ’26'],
    ...['November 14th, 2026', 'sat 14 nov', 'Sat, 14 Nov 2026', 'saturday 14/11', 'Sat 14.11.'],
    ...['２０２６-１１-１４', '１４/１１/２０２６', '٢٠٢٦-١١-١٤', '١٤/١١', '14\u00a0Nov\u202f2026'],
    ...['2026年11月14日', '11月14日', '２０２６年１１月１４日', '2026년 11월 14일'],
    // In all languages that banks write in, where it has its year.
    ...['14. November 2026', '14 novembre 2026', '14 de noviembre de 2026', '14 listopada 2026'],
    ...['14 ноября 2026', '14 Kasım 2026'],
  ])('%s', (text) => {
    for (const reader of all) expect(readers[reader](text, 'en-GB'), reader).toBe(day)
  })

  it.each([
    ['en-US', '11/14/2026', day],
    ['en-US', '11/14/26', day],
    ['en-US', '11-14-26', day],
    ['en-US', '10/11', '2026-10-11'],
    ['en-GB', '10/11', '2026-11-10'],
    ['de-DE', '14. November', day],
    ['de-DE', 'am 14.11.', day],
    ['de-DE', 'den 14. Nov.', day],
    ['de-DE', 'Sa 14.11.', day],
    ['de-DE', '3. März', '2026-03-03'],
    ['fr-FR', 'le 14 novembre', day],
    ['fr-FR', 'sam. 14 nov.', day],
    ['es-ES', '14 de noviembre', day],
    ['ja-JP', '11月14日', day],
    ['ja-JP', '26/11/14', day],
    ['hu-HU', '2026. 11. 14.', day],
    ['hu-HU', 'nov. 14.', day],
    ['ar-EG', '١٤ نوفمبر ٢٠٢٦', day],
    ['ar-EG', '١٤/١١/٢٠٢٦', day],
    ['fa-IR', '۲۰۲۶/۱۱/۱۴', day],
  ])('in %s %s', (locale, text, date) => {
    for (const reader of all) expect(readers[reader](text, locale), reader).toBe(date)
  })

  it.each([
    // Of when a message was written nobody knows.
    ['today', today, ['search', 'line']],
    ['yesterday', '2026-11-22', ['search', 'line']],
    ['Yesterday,', '2026-11-22', ['search', 'line']],
    ['tomorrow', '2026-11-24', ['search', 'line']],
    ['2 days ago', '2026-11-21', ['search', 'line']],
    ['100 days ago', '2026-08-15', ['search', 'line']],
    ['friday', fridays, ['search', 'line']],
    ['last friday', fridays, ['search', 'line']],
    ['on friday', fridays, ['search', 'line']],
    ['last fri', fridays, ['search', 'line']],
    ['monday', '2026-11-16', ['search', 'line']],
    ['last monday', '2026-11-16', ['search', 'line']],
    // In a search it becomes another word while it is typed: "money", "sunscreen".
    ['fri', fridays, ['line']],
    ['mon', '2026-11-16', ['line']],
    // In a line these are an amount as well, which is weighed with all of it.
    ['14.11', day, []],
    // Figures of a line stand for themselves where nothing holds them together.
    ['14 . 11 . 2026', day, ['search']],
    // No day, in whatever way.
    ['14-11', '', []],
    ['nov 2026', '', []],
    ['31/02/2026', '', []],
    ['7-11', '', []],
    ['20261114', '', []],
  ] as [string, string, Reader[]][])('but for %s', (text, date, knowing) => {
    for (const reader of all) {
      const found = readers[reader](text, 'en-GB')
      expect(found, reader).toBe(knowing.includes(reader) ? date : '')
    }
  })

  it('on its own weekday a search finds today as well, a line the one before', () => {
    const begins = { firstWeekday: 1, monthStartsOn: 1, currency: 'EUR', locale: 'en-GB', today }
    const [term] = readSearch('monday', begins).terms
    const days = term?.filter((reading) => 'from' in reading).map(({ from }) => from)
    expect(days).toEqual(['2026-11-16', today])
    expect(readSearch('last monday', begins).terms[0]).not.toContainEqual({
      from: today,
      to: today,
    })
  })

  it('a year of two figures may be an amount, where there is no better one', () => {
    const told = (line: string) =>
      readEntryLine(line, { currency: 'EUR', today, locale: 'en-GB', categories: [] }).map(
        ({ amount = 0, date, note }) => `${amount / 100} ${date} ${note}`,
      )
    expect(told('rent 14 nov 26')).toEqual(['26 2026-11-14 rent', '14 2025-11-26 rent'])
    expect(told('2 beers 14 nov 26')).toEqual(
      expect.arrayContaining(['2 2026-11-14 beers', '26 2026-11-14 2 beers']),
    )
    expect(told('2 beers 14 nov 26 9.80')).toEqual(['9.8 2026-11-14 2 beers'])
  })

  it('whatever is read, nothing throws, and every day is one of the calendar', () => {
    const word = fc.oneof(
      fc.constantFrom('constructor', '__proto__', 'toString', 'on', 'last', 'fri', 'nov', 'de'),
      fc.constantFrom('14', '26', '2026', '14.11', '14nov', "'26", 'am', 'ago', 'days', '31', '/'),
      fc.string(),
    )
    const locale = fc.constantFrom('en-GB', 'en-US', 'de-DE', 'ja-JP', 'ar-EG', 'hu-HU', 'th-TH')
    fc.assert(
      fc.property(fc.array(word, { maxLength: 7 }), locale, (words, locale) => {
        for (const reader of all) {
          expect(readers[reader](words.join(' '), locale)).toMatch(/^$|^\d{4}-\d\d-\d\d$/)
        }
      }),
      { numRuns: 300 },
    )
  })
})
