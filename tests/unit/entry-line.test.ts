import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currencies, formatMoney } from '@/lib/core/money'
import { isClear, type LineReading, readEntryLine } from '@/lib/core/reading/entry-line'

const categories = [
  { id: 'g', name: 'Groceries' },
  { id: 'd', name: 'Dining' },
  { id: 't', name: 'Transport' },
  { id: 'v', name: 'Travel' },
  { id: 'h', name: 'Home & garden' },
  { id: 'hh', name: 'Home' },
]
// A Monday.
const rules = { currency: 'EUR', today: '2026-11-23', locale: 'en-GB', categories }
const read = (line: string, more = {}) => readEntryLine(line, { ...rules, ...more })

/** A reading as one text: "9.80 d 2026-11-22 | coffee". */
function told({ amount, date, categoryId, note, foreign }: LineReading): string {
  const figure = amount === undefined ? 'none' : (amount / 100).toFixed(2)
  const facts = [figure + (foreign ? '!' : ''), categoryId, date].filter(Boolean).join(' ')
  return note ? `${facts} | ${note}` : facts
}

describe('one line', () => {
  it.each([
    ['2 beers 9.80 dining', '9.80 d | 2 beers'],
    ['bus 42 2.80 transport', '2.80 t | bus 42'],
    ['5 sun cream', '5.00 | sun cream'],
    ['12.50 coffee yesterday', '12.50 2026-11-22 | coffee'],
    ['yesterday lidl 34,20 groceries', '34.20 g 2026-11-22 | lidl'],
    ['2,55', '2.55'],
    ['1.234,56', '1234.56'],
    ['1.234,56 rent', '1234.56 | rent'],
    ['1,000 rent', '1000.00 | rent'],
    ['1 500', '1500.00'],
    ['1 234,50 rent', '1234.50 | rent'],
    ['12+3.5*2 lunch with Bob', '19.00 | lunch with Bob'],
    ['12 + 3.5 lunch', '15.50 | lunch'],
    ['lidl 34.20 + 5', '39.20 | lidl'],
    ['2x2.50', '5.00'],
    ['-5 refund', '-5.00 | refund'],
    ['-20 refund shoes', '-20.00 | refund shoes'],
    ['lidl -5', '-5.00 | lidl'],
    ['12.50€ coffee', '12.50 | coffee'],
    ['12.50 EUR coffee', '12.50 | coffee'],
    ['€ 12.50 coffee', '12.50 | coffee'],
    ['5€ beer', '5.00 | beer'],
    ['room 101 80 eur', '80.00 | room 101'],
    ['gate 4 3.5 eur tea', '3.50 | gate 4 tea'],
    ['coffee 12.50', '12.50 | coffee'],
    ['coffee 3,50', '3.50 | coffee'],
    ['coffee 3 friday', '3.00 2026-11-20 | coffee'],
    ['3 coffee friday', '3.00 2026-11-20 | coffee'],
    ['lunch 12 last friday', '12.00 2026-11-20 | lunch'],
    ['12.50 coffee 2 days ago', '12.50 2026-11-21 | coffee'],
    ['coffee 3 mon', '3.00 2026-11-16 | coffee'],
    ['coffee 3 mon dining', '3.00 d 2026-11-16 | coffee'],
    ['coffee 3 today', '3.00 2026-11-23 | coffee'],
    ['coffee 3 2026-02-28', '3.00 2026-02-28 | coffee'],
    ['coffee 3 20.11.', '3.00 2026-11-20 | coffee'],
    ['coffee 3 24.12.', '3.00 2025-12-24 | coffee'],
    ['coffee 3 1.2.2024', '3.00 2024-02-01 | coffee'],
    ['20.11. 7 tea', '7.00 2026-11-20 | tea'],
    ['lunch 11.11. 12', '12.00 2026-11-11 | lunch'],
    ['dinner 20/11/2026 30', '30.00 2026-11-20 | dinner'],
    ['taxi 20/11 15', '15.00 2026-11-20 | taxi'],
    ['rent 500 nov 1', '500.00 2026-11-01 | rent'],
    ['rent 1 nov 500', '500.00 2026-11-01 | rent'],
    ['flowers 5 may 5', '5.00 2026-05-05 | flowers'],
    ['rent 500 1st', '500.00 | rent 1st'],
    ['12.50 café yesterday dining', '12.50 d 2026-11-22 | café'],
    ['12.50 lunch dining', '12.50 d | lunch'],
    ['34.20 lidl groceries', '34.20 g | lidl'],
    ['30 dinner at home', '30.00 | dinner at home'],
    ['9 home & garden seeds', '9.00 h | seeds'],
    ['20 travel', '20.00 v'],
    ['7up 2', '2.00 | 7up'],
    ['7-eleven 3.20', '3.20 | 7-eleven'],
    ['7-11 3.20', '3.20 | 7-11'],
    ['coca cola 1.5l 2.20', '2.20 | coca cola 1.5l'],
    ['1.5 l cola 2.20', '2.20 | 1.5 l cola'],
    ['2.5 kg apples 3', '3.00 | 2.5 kg apples'],
    ['5 l milk', '5.00 | l milk'],
    ['4 people 80 dinner', '80.00 | 4 people dinner'],
    ['50% off shoes 30', '30.00 | 50% off shoes'],
    ['#5 combo 8', '8.00 | #5 combo'],
    ['14:30 coffee 3', '3.00 | 14:30 coffee'],
    ['mp3 player 20', '20.00 | mp3 player'],
    ['2nd hand jeans 15', '15.00 | 2nd hand jeans'],
    ['second hand 5', '5.00 | second hand'],
    ['sun cream 5', '5.00 | sun cream'],
    ['the sun newspaper 2', '2.00 | the sun newspaper'],
    ['shoes 59.99 42', '59.99 | shoes 42'],
    ['coffee', 'none | coffee'],
    ['yesterday', 'none 2026-11-22'],
    ['3 coffee 31.2.', '3.00 | coffee 31.2.'],
  ])('“%s” means %s', (line, meaning) => {
    expect(read(line).map(told)).toEqual([meaning])
  })

  it.each([
    ['2 3 beers', ['2.00 | 3 beers', '3.00 | 2 beers']],
    ['windows 11 139', ['139.00 | windows 11', '11.00 | windows 139', '11139.00 | windows']],
    ['iphone 15 999', ['999.00 | iphone 15', '15.00 | iphone 999', '15999.00 | iphone']],
    ['route 66 12', ['12.00 | route 66', '66.00 | route 12']],
    ['3 x 2.50 beer', ['7.50 | beer', '2.50 | 3 x beer']],
    ['1 500 rent', ['1500.00 | rent', '1.00 | 500 rent', '500.00 | 1 rent']],
    ['coffee 1 234,50', ['1234.50 | coffee', '234.50 | coffee 1']],
    ['coffee - 3.50', ['-3.50 | coffee', '3.50 | coffee -']],
    ['10.11 bread 5', ['10.11 | bread 5', '5.00 2026-11-10 | bread']],
    ['24/7 gym 30', ['30.00 | 24/7 gym', '30.00 2026-07-24 | gym']],
    ['taxi 20/11', ['1.82 | taxi', 'none 2026-11-20 | taxi']],
    ['may 5 flowers', ['5.00 | may flowers', 'none 2026-05-05 | flowers']],
    ['gift for may 20', ['20.00 | gift for may', 'none 2026-05-20 | gift for']],
    ['3 coffee sun', ['3.00 | coffee sun', '3.00 2026-11-22 | coffee']],
    ['black friday 30', ['30.00 | black friday', '30.00 2026-11-20 | black']],
    ['sunday roast 15', ['15.00 | sunday roast', '15.00 2026-11-22 | roast']],
    ['9 HOME lamp', ['9.00 hh | lamp', '9.00 | HOME lamp']],
    ['taxi home 12', ['12.00 hh | taxi', '12.00 | taxi home']],
    ['travel adapter 20', ['20.00 v | adapter', '20.00 | travel adapter']],
    ['¥1280 ramen', ['1280.00! | ramen']],
    ['12 USD tea', ['12.00! | tea']],
    ['kr 50 kaffe', ['50.00! | kaffe']],
  ])('“%s” is left to be chosen', (line, expected) => {
    const readings = read(line)
    expect(isClear(readings)).toBe(false)
    expect(readings.map(told)).toEqual(expected)
  })

  it('reads amounts in the decimals of their currency', () => {
    const amounts = (line: string, currency: string) =>
      read(line, { currency }).map(({ amount }) => amount)
    expect(amounts('1.234 sushi', 'JPY')).toEqual([1234])
    expect(amounts('¥1280 ramen', 'JPY')).toEqual([1280])
    expect(amounts('2 beers ¥980', 'JPY')).toEqual([980])
    expect(amounts('2 beers 980', 'JPY')).toEqual([2, 980])
    expect(amounts('1.234 dates', 'KWD')).toEqual([1234])
  })

  it('takes the currency only beside the amount', () => {
    expect(read('12 bread for all', { currency: 'ALL' }).map(told)).toEqual([
      '12.00 | bread for all',
    ])
    expect(read('12 a cup', { currency: 'CUP' }).map(told)).toEqual(['12.00 | a cup'])
  })

  it('reads days in the order of the region', () => {
    const date = (locale: string) => read('tea 3 10/11/2026', { locale })[0]?.date
    expect(date('en-GB')).toBe('2026-11-10')
    expect(date('en-US')).toBe('2026-10-11')
  })

  it('reads what rows show, with words around it', () => {
    const locales = ['en-US', 'de-DE', 'sv', 'de-CH', 'hi', 'ar-EG', 'fa']
    // A line is read in many ways: a part of the currencies, with those whose signs are odd, is enough.
    const some = [...currencies].filter(
      (code, at) => at % 20 === 0 || /XOF|MXN|PEN|SEK|EGP/.test(code),
    )
    const wrong = some.flatMap((currency) =>
      locales.flatMap((locale) => {
        const shown = formatMoney(-123_456_789, currency, locale)
        const lines = [`${shown} rent`, `rent ${shown}`, `${shown.replace(/\s/g, ' ')} rent`]
        return lines.flatMap((line) => {
          const readings = read(line, { currency, locale })
          const [{ amount, note } = { amount: 0, note: '' }] = readings
          const isRight = isClear(readings) && amount === -123_456_789 && note === 'rent'
          return isRight ? [] : [{ line, readings }]
        })
      }),
    )
    expect(wrong).toEqual([])
  }, 60_000)

  const word = fc.oneof(
    fc.constantFrom('tea', '12', 'today', 'groceries', '3,5', '𝟙', '(', '20.11.', 'א', 'sun', 'x'),
    fc.constantFrom(
      'nov',
      'may',
      '€',
      '$5',
      '-',
      '1 000',
      '20/11',
      'kr',
      '1.5l',
      'at',
      'on',
      'home',
    ),
    fc.string(),
  )

  it('never throws, and says nothing twice', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const readings = read(words.join(' '))
        expect(readings.length).toBeGreaterThan(0)
        expect(new Set(readings.map((one) => JSON.stringify(one))).size).toBe(readings.length)
        for (const { note } of readings) expect(words.join(' ')).toContain(note.split(/\s/)[0])
      }),
    )
  })

  it('takes a figure with two decimals over any bare whole one, wherever both stand', () => {
    const whole = fc.integer({ min: 1, max: 9999 }).map(String)
    const cents = fc.integer({ min: 13, max: 99 })
    const name = fc.constantFrom('beers', 'bus', 'sun', 'gym', 'shoes')
    fc.assert(
      fc.property(
        whole,
        fc.integer({ min: 32, max: 99 }),
        cents,
        name,
        (count, euros, rest, noun) => {
          const price = `${euros}.${rest}`
          for (const line of [`${count} ${noun} ${price}`, `${noun} ${price} ${count}`]) {
            expect(
              read(line).map(({ amount }) => amount),
              line,
            ).toEqual([euros * 100 + rest])
          }
        },
      ),
    )
  })
})
