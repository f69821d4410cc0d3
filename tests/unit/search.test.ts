import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMoney } from '@/lib/core/money'
import { foldText } from '@/lib/core/text'
import {
  isAsking,
  matches,
  narrow,
  readSearch,
  type SearchContext,
} from '@/lib/domain/expenses/search'

const now: SearchContext = {
  ...{ currency: 'EUR', today: '2026-11-23', locale: 'en-GB' },
  ...{ firstWeekday: 1, monthStartsOn: 1 },
}

type Row = { note?: string; category?: string; amount?: number; date?: string }

function finds(text: string, row: Row, context: Partial<SearchContext> = {}): boolean {
  const { note = '', category = 'Other', amount = 100, date = '2019-05-05' } = row
  const texts = { note: foldText(note), category: foldText(category) }
  return matches(readSearch(text, { ...now, ...context }), { ...texts, amount, date })
}

/** Which of all days from 2023 to 2027 a search finds. */
function daysFound(text: string, context: Partial<SearchContext> = {}): string {
  const search = readSearch(text, { ...now, ...context })
  const days: string[] = []
  for (let at = Date.UTC(2023, 0, 1); at < Date.UTC(2028, 0, 1); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10)
    if (matches(search, { note: '', category: '', amount: 987_654_321, date })) days.push(date)
  }
  return days.length > 1 ? `${days[0]} to ${days.at(-1)}` : (days[0] ?? 'none')
}

describe('the days of a search', () => {
  it.each([
    ['today', '2026-11-23'],
    ['yesterday', '2026-11-22'],
    ['this week', '2026-11-23 to 2026-11-29'],
    ['last week', '2026-11-16 to 2026-11-22'],
    ['this month', '2026-11-01 to 2026-11-30'],
    ['last month', '2026-10-01 to 2026-10-31'],
    ['this year', '2026-01-01 to 2026-12-31'],
    ['last year', '2025-01-01 to 2025-12-31'],
    ['november', '2026-11-01 to 2026-11-30'],
    ['december', '2025-12-01 to 2025-12-31'],
    ['Feb 2024', '2024-02-01 to 2024-02-29'],
    ['2026 november', '2026-11-01 to 2026-11-30'],
    ['2025', '2025-01-01 to 2025-12-31'],
    ['2026-11', '2026-11-01 to 2026-11-30'],
    ['11/2026', '2026-11-01 to 2026-11-30'],
    ['2026-11-20', '2026-11-20'],
    ['2026/11/20', '2026-11-20'],
    ['20.11.2026', '2026-11-20'],
    ['20. 11. 2026', '2026-11-20'],
    ['20/11/2026', '2026-11-20'],
    ['20/11/26', '2026-11-20'],
    ['20/11', '2026-11-20'],
    ['20.11.', '2026-11-20'],
    ['Nov 20', '2026-11-20'],
    ['20 nov', '2026-11-20'],
    ['20. November', '2026-11-20'],
    ['November 20th, 2025', '2025-11-20'],
    ['Fri 20 Nov', '2026-11-20'],
    ['Fri, Nov 20, 2026', '2026-11-20'],
    ['20\u00a0Nov\u202f2026', '2026-11-20'],
    ['２０/１１/２０２６', '2026-11-20'],
    ['2026年11月20日', '2026-11-20'],
    ['Dec 20', '2025-12-20 to 2026-12-20'],
    ['29 Feb 2026', 'none'],
    ['31/02/2026', 'none'],
    ['mar', 'none'],
    ['nov', 'none'],
    ['"today"', 'none'],
    ['7up', 'none'],
    ['last', 'none'],
  ])('%s: %s', (text, days) => {
    expect(daysFound(text)).toBe(days)
  })

  it.each([
    ['en-US', '11/20/2026', '2026-11-20'],
    ['en-US', '4/5/2026', '2026-04-05'],
    ['en-US', '20/11/2026', '2026-11-20'],
    ['en-GB', '4/5/2026', '2026-05-04'],
    ['en-GB', '11/20/2026', '2026-11-20'],
    ['de-DE', '4.5.2026', '2026-05-04'],
    ['de-DE', '20. Nov. 2026', '2026-11-20'],
    ['de-DE', '3. März 2026', '2026-03-03'],
    ['fr-FR', '20 février 2026', '2026-02-20'],
    ['fr-FR', 'fevrier', '2026-02-01 to 2026-02-28'],
    ['es-ES', '20 de noviembre de 2026', '2026-11-20'],
    ['pl-PL', '20 listopada 2026', '2026-11-20'],
    ['ru-RU', '20 ноября 2026', '2026-11-20'],
    ['ko-KR', '2026. 11. 20.', '2026-11-20'],
    ['ja-JP', '26/11/20', '2026-11-20'],
    ['ja-JP', '11月20日', '2026-11-20'],
    ['fa-IR', '۲۰۲۶/۱۱/۲۰', '2026-11-20'],
    ['ar-EG', '٢٠ نوفمبر ٢٠٢٦', '2026-11-20'],
    ['vi-VN', 'thang 20', 'none'],
    ['hu-HU', '2026. 11. 20.', '2026-11-20'],
  ])('in %s %s is %s', (locale, text, days) => {
    expect(daysFound(text, { locale })).toBe(days)
  })

  it.each([
    ['this month', '2026-10-25 to 2026-11-24'],
    ['last month', '2026-09-25 to 2026-10-24'],
    ['october', '2026-10-25 to 2026-11-24'],
    ['sep 2026', '2026-09-25 to 2026-10-24'],
    ['2026-09', '2026-09-25 to 2026-10-24'],
    ['Nov 20', '2026-11-20'],
  ])('with months from the 25th: %s is %s', (text, days) => {
    expect(daysFound(text, { monthStartsOn: 25 })).toBe(days)
  })

  it('begins the week where the person does', () => {
    expect(daysFound('this week', { firstWeekday: 7 })).toBe('2026-11-22 to 2026-11-28')
  })
})

describe('the letters of a search', () => {
  it.each([
    ['cafe', 'Café'],
    ['CAFÉ', 'cafe'],
    ['cafe\u0301', 'Café'],
    ['café', 'Cafe\u0301'],
    ['lodz', 'Łódź'],
    ['ŁÓDŹ', 'lodz'],
    ['uver', 'Úvěr'],
    ['καφες', 'ΚΑΦΕΣ'],
    ['καφεσ', 'καφές'],
    ['ΚΑΦΈ', 'καφές'],
    ['strasse', 'Straße'],
    ['straße', 'STRASSE'],
    ['istanbul', 'İstanbul'],
    ['ISIK', 'ışık'],
    ['aeble', 'Æble'],
    ['smorrebrod', 'Smørrebrød'],
    ['dang', 'Đặng'],
    ['قهوة', 'قَهْوَة'],
    ['قهوة', 'قـــهوة'],
    ['latte', 'ｌａｔｔｅ'],
    ['ｌａｔｔｅ', 'latte'],
    ['елка', 'Ёлка'],
    ["levi's", 'Levi’s'],
    ['milk\u00adshake', 'milkshake'],
    ['gro\u200bceries', 'groceries'],
    ['می\u200cخواهم', 'میخواهم'],
    ['1984', '١٩٨٤'],
    ['"ice cream"', 'ice\u00a0cream'],
    ['“ice cream”', 'ice  cream'],
    ['が', 'か\u3099'],
  ])('%s finds %s, as note and as category', (text, name) => {
    expect(finds(text, { note: name })).toBe(true)
    expect(finds(text, { category: name })).toBe(true)
  })

  it.each([
    ['か', 'が'],
    ['चय', 'चाय'],
    ['cafes', 'Café'],
    ['"tea other"', 'tea'],
  ])('%s does not find %s', (text, note) => {
    expect(finds(text, { note })).toBe(false)
  })

  it('asks for nothing where nothing of it is seen', () => {
    for (const text of ['', ' ', '\u200b', '\u3164 \u2800', '""']) {
      expect(isAsking(readSearch(text, now))).toBe(false)
    }
  })
})

describe('a search', () => {
  it('counts both readings of what can be two things', () => {
    expect(finds('may', { note: 'May flowers' })).toBe(true)
    expect(finds('may', { date: '2026-05-31' })).toBe(true)
    expect(finds('may', {})).toBe(false)
    expect(finds('1984', { note: 'Orwell 1984' })).toBe(true)
    expect(finds('1984', { date: '1984-07-01' })).toBe(true)
    expect(finds('1984', { amount: 198_400 })).toBe(true)
    expect(finds('today', { note: 'USA Today' })).toBe(true)
    expect(finds('march 20', { note: '20 March pints' })).toBe(true)
    expect(finds('last week', { note: 'Last Week Tonight' })).toBe(true)
    expect(finds('2026-11-20', { note: 'invoice 2026-11-20' })).toBe(true)
    expect(finds('november 20', { date: '2026-11-03', amount: 2000 })).toBe(true)
    expect(finds('1.5', { note: 'water 1.5 l' })).toBe(true)
    expect(finds('"may"', { date: '2026-05-31' })).toBe(false)
  })

  it.each([
    ['1.234,50 €', 'EUR', 123_450],
    ['1.234,50\u00a0€', 'EUR', 123_450],
    ['€1,234.50', 'EUR', 123_450],
    ['€ 1.234,50', 'EUR', 123_450],
    ['EUR 12', 'EUR', 1200],
    ['-12,50 €', 'EUR', -1250],
    ['-12,50 €', 'EUR', 1250],
    ['12,50', 'EUR', 1250],
    ['1,280', 'JPY', 1280],
  ])('%s finds the row of %s that shows it', (text, currency, amount) => {
    expect(finds(text, { amount }, { currency })).toBe(true)
    expect(finds(text, { amount: amount + 1 }, { currency })).toBe(false)
  })

  it('finds each row by the amount that it shows', () => {
    const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'CHF')
    const locale = fc.constantFrom('en-US', 'en-GB', 'de-DE', 'de-CH', 'ja-JP', 'en-IN')
    fc.assert(
      fc.property(
        currency,
        locale,
        fc.integer({ min: 1, max: 10 ** 9 }),
        (currency, locale, amount) => {
          const shown = formatMoney(amount, currency, locale)
          expect(finds(shown, { amount }, { currency, locale })).toBe(true)
        },
      ),
    )
  })

  it.each([
    ['>50', { min: 5001 }],
    ['>=50 <=100', { min: 5000, max: 10_000 }],
    ['=12,50', { min: 1250, max: 1250 }],
    ['<20', { max: 1999 }],
    ['10..20', { min: 1000, max: 2000 }],
    ['>1.234,50 €', { min: 123_451 }],
    ['> 50', { min: 5001 }],
  ])('%s bounds the amount', (text, bounds) => {
    expect(readSearch(text, now)).toEqual({ terms: [], ...bounds })
  })

  it('finds by note, category, amount and day together', () => {
    const row = { note: 'Lidl', category: 'Groceries', amount: 3420, date: '2026-11-20' }
    const found = ['lid', 'GROC', 'lidl groc', '34.20', '>30 <35', 'november lidl', '=34,20', '']
    for (const text of [...found, 'lidl 20 nov', 'groceries nov 20 34,20 €']) {
      expect(finds(text, row), text).toBe(true)
    }
    for (const text of ['aldi', '>34.20', '<34.20', 'october', '34', 'lidl 2025', 'lidl 21 nov']) {
      expect(finds(text, row), text).toBe(false)
    }
    expect(finds('>30', { ...row, amount: -3420 })).toBe(true)
  })

  it('takes the narrower of two bounds', () => {
    const search = readSearch('>10', now)
    narrow(search, { min: 500, max: 2000 })
    expect(search).toEqual({ terms: [], min: 1001, max: 2000 })
  })

  it('a further word never finds more', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('>50', '<20', 'lidl', '2026', 'nov', '12.50', 'may', 'today'),
    )
    const row = fc.record({
      note: fc.string(),
      amount: fc.integer(),
      date: fc.constantFrom('2026-11-20', '2025-01-01', '2026-11-23'),
    })
    fc.assert(
      fc.property(word, word, row, (one, more, expense) => {
        fc.pre(
          !/["“”„«»<>=.-]|\d|this|last|\p{L}{2}/u.test(one.normalize('NFKC')) && !/["]/.test(more),
        )
        if (finds(`${one} ${more}`, expense)) expect(finds(one, expense)).toBe(true)
      }),
    )
  })
})
