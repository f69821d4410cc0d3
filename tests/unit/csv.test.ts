import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { csvLine, plainText, safeText } from '@/lib/core/csv'
import { budgetColumns, budgetRows, budgetsHead } from '@/lib/domain/budgets/csv'
import { csvColumns, csvHead, csvRow } from '@/lib/domain/expenses/csv'

const read = (file: string) => Papa.parse<string[]>(file, { skipEmptyLines: true })

/** What spreadsheets have run before, and what only looks like it. */
const nasty = [
  ..."=1+1|+1|-1|@SUM(1)|\t=1|\r=1|=cmd|' /C calc'!A0".split('|'),
  ...["'=1", "''=1", "'", "'quoted'", 'plain', '', 'a "b", c', 'two\r\nlines', ' =1', '−1'],
]
const text = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 40 }))

describe('a cell', () => {
  it('with a text begins with nothing that a spreadsheet would run, and can be read back', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(safeText(one)).not.toMatch(/^[=+\-@\t\r]/)
        expect(plainText(safeText(one))).toBe(one)
      }),
    )
    expect(safeText("=cmd|' /C calc'!A0")).toBe("'=cmd|' /C calc'!A0")
    expect(['milk', "'quoted'", '5 - 3'].map(safeText)).toEqual(['milk', "'quoted'", '5 - 3'])
  })

  it('holds whatever is in it, also where a line has one alone', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (cells) => {
        fc.pre(cells.some(Boolean))
        // Papa takes what it is told to be the end of a line for nothing else.
        const { data } = Papa.parse<string[]>(csvLine(cells), { newline: '\r\n', delimiter: ',' })
        expect(data[0]).toEqual(cells)
      }),
    )
  })
})

describe('an exported expense', () => {
  const row = {
    ...{ id: '0193-id', date: '2026-11-30', currency: 'EUR' },
    ...{ createdAt: '2026-11-30T10:00:00.000Z', updatedAt: '2026-11-30T11:00:00.000Z' },
  }

  it('has the columns that were published, in their order', () => {
    expect(csvHead).toBe(
      'id,date,amount,currency,category,note,wallet,payer,created_at,updated_at\r\n',
    )
    expect(csvColumns).toHaveLength(10)
  })

  it('reads back equal, figure by figure and text by text', () => {
    const money = fc.record({
      currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
      amount: fc.integer({ min: -(10 ** 13), max: 10 ** 13 }),
    })
    fc.assert(
      fc.property(money, text, text, text, text, (money, note, category, wallet, payer) => {
        const line = csvRow({ ...row, ...money, note }, { category, wallet, payer })
        const { data } = Papa.parse<string[]>(line, { newline: '\r\n', delimiter: ',' })
        const [id, date, amount = '', currency, ...rest] = data[0] ?? []
        const texts = rest.slice(0, 4).map(plainText)
        expect([id, date, currency, ...rest.slice(4)]).toEqual([
          row.id,
          row.date,
          money.currency,
          row.createdAt,
          row.updatedAt,
        ])
        expect(texts).toEqual([category, note, wallet, payer])
        const places = { EUR: 2, JPY: 0, KWD: 3 }[money.currency] ?? 0
        expect(amount).toMatch(places ? new RegExp(`^-?\\d+\\.\\d{${places}}$`) : /^-?\d+$/)
        expect(BigInt(amount.replace('.', ''))).toBe(BigInt(money.amount))
      }),
    )
  })

  it('keeps a refund a number, which a spreadsheet can sum', () => {
    const names = { category: 'Home', wallet: 'Personal', payer: 'Ada' }
    const file = csvHead + csvRow({ ...row, amount: -1250, note: '-50 % off' }, names)
    expect(read(file).data[1]).toEqual([
      ...['0193-id', '2026-11-30', '-12.50', 'EUR', 'Home', "'-50 % off", 'Personal', 'Ada'],
      ...[row.createdAt, row.updatedAt],
    ])
  })
})

describe('the budgets of a person', () => {
  const budget = {
    ...{
      id: '0198',
      name: "=cmd|' /C calc'!A0",
      scope: 'chosen' as const,
      period: 'month' as const,
    },
    ...{ startsOn: 25, rollover: 'both' as const, since: '2026-01-25', currency: 'EUR' },
  }
  const names = { wallet: '', categories: ['Food, drinks', '+1'] }

  it('read back with every limit, oldest first, and nothing that a spreadsheet would run', () => {
    const limits = [
      { from: '2026-03-25', amount: null },
      { from: '2026-01-25', amount: 40_050 },
    ]
    const file = budgetsHead + budgetRows(budget, limits, names)
    const { data } = Papa.parse<Record<string, string>>(file, {
      header: true,
      skipEmptyLines: true,
    })
    const same = {
      ...{ id: '0198', name: "'=cmd|' /C calc'!A0", wallet: '', categories: 'Food, drinks, +1' },
      ...{
        period: 'month',
        starts_on: '25',
        rollover: 'both',
        since: '2026-01-25',
        currency: 'EUR',
      },
    }
    expect(data).toEqual([
      { ...same, limit_from: '2026-01-25', limit: '400.50' },
      { ...same, limit_from: '2026-03-25', limit: '' },
    ])
    expect(plainText(data[0]?.name ?? '')).toBe(budget.name)
  })

  it('have one line each where there is no limit, and name no categories where they count everything', () => {
    const [line] = read(budgetRows({ ...budget, scope: 'all' }, [], names)).data
    expect(line).toHaveLength(budgetColumns.length)
    expect(line?.slice(3, 4).concat(line.slice(9))).toEqual(['', '', ''])
  })
})
