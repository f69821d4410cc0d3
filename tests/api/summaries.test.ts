import fc from 'fast-check'
import { v4 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Category, type Expense, register, type User } from '@/tests/support/api'

type Summary = {
  month: string
  walletId: string
  currency: string
  total: string
  count: number
  previousTotal: string
  categories: { categoryId: string; name: string; total: string; count: number }[]
}

const decimals: Record<string, number> = { EUR: 2, JPY: 0, KWD: 3 }
const names = ['Groceries', 'Dining', 'Home', 'Bills', 'Travel']
const months = ['2025-12', '2026-01', '2026-02', '2026-11'] as const
const days = ['01', '02', '28']

let ada: User

beforeAll(async () => {
  ada = await register()
})

const summary = (month: string, walletId?: string) =>
  ada.get<Summary>(`/summaries/monthly?month=${month}${walletId ? `&walletId=${walletId}` : ''}`)

/** A decimal in minor units, and back; independent of the product's own code. */
const minor = (decimal: string) => BigInt(decimal.replace('.', ''))
function shown(amount: bigint, currency: string): string {
  const places = decimals[currency] ?? 2
  const digits = `${amount < 0n ? -amount : amount}`.padStart(places + 1, '0')
  const sign = amount < 0n ? '-' : ''
  const whole = digits.slice(0, digits.length - places)
  return places ? `${sign}${whole}.${digits.slice(-places)}` : sign + whole
}

/** What a summary must say, summed from the listed expenses. */
function reference(rows: Expense[], month: string, walletId: string, currency: string): Summary {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const previous = new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7)
  const of = (wanted: string) => rows.filter(({ date }) => date.startsWith(wanted))
  const sum = (some: Expense[]) => some.reduce((all, { amount }) => all + minor(amount), 0n)
  const its = of(month)
  const found = [...new Map(its.map((row) => [row.categoryId, row.category]))]
  const categories = found.map(([categoryId, name]) => {
    const some = its.filter((row) => row.categoryId === categoryId)
    return { categoryId, name, total: sum(some), count: some.length }
  })
  categories.sort((a, b) =>
    a.total === b.total ? (a.name < b.name ? -1 : 1) : a.total < b.total ? 1 : -1,
  )
  return {
    month,
    walletId,
    currency,
    total: shown(sum(its), currency),
    count: its.length,
    previousTotal: shown(sum(of(previous)), currency),
    categories: categories.map((one) => ({ ...one, total: shown(one.total, currency) })),
  }
}

const spent = fc.record({
  month: fc.constantFrom(...months),
  day: fc.constantFrom(...days),
  amount: fc
    .oneof(
      fc.bigInt({ min: -99_999n, max: 99_999n }),
      fc.constantFrom(10_000_000_000_000n, -10_000_000_000_000n),
    )
    .filter((amount) => amount !== 0n),
  category: fc.constantFrom(...names),
})

describe('the summary of a month', () => {
  it.each(Object.keys(decimals))(
    'in %s is the sum of what the list shows, whatever is refunded, merged, deleted or moved',
    async (currency) => {
      const here = (await ada.addWallet(currency)).id
      const there = (await ada.addWallet(currency)).id
      const drawn = fc.sample(spent, { numRuns: 40, seed: decimals[currency] ?? 0 })
      const rows = await Promise.all(
        drawn.map(({ month, day, amount, category }) => {
          const date = `${month}-${day}`
          return ada.add({ amount: shown(amount, currency), date, category, walletId: here })
        }),
      )
      await check(here, currency)
      const all = await ada.all<Category>(`/categories?walletId=${here}`)
      const id = (name: string) => all.find((one) => one.name === name)?.id
      await ada.want(200, 'PATCH', `/categories/${id('Home')}`, { mergedInto: id('Bills') })
      await Promise.all([
        ...rows.slice(0, 5).map((row) => ada.want(204, 'DELETE', `/expenses/${row.id}`)),
        ...rows
          .slice(5, 10)
          .map((row) => ada.want(200, 'PATCH', `/expenses/${row.id}`, { walletId: there })),
      ])
      await check(here, currency)
      await check(there, currency)
    },
  )

  it('with nothing in it is 0 with the currency’s decimals, and no categories', async () => {
    for (const [currency, zero] of [
      ['EUR', '0.00'],
      ['JPY', '0'],
      ['KWD', '0.000'],
    ] as const) {
      const { id } = await ada.addWallet(currency)
      expect(await summary('2026-11', id)).toEqual({
        month: '2026-11',
        walletId: id,
        currency,
        total: zero,
        count: 0,
        previousTotal: zero,
        categories: [],
      })
    }
  })

  it('of the default wallet is meant where none is named; the ends of the calendar work', async () => {
    const bob = await register()
    await bob.add({ date: '1900-01-01', amount: 1 })
    await bob.add({ date: '2199-12-31', amount: 2 })
    await bob.add({ date: '2199-11-30', amount: 4 })
    const of = (month: string) => bob.get<Summary>(`/summaries/monthly?month=${month}`)
    expect(await of('1900-01')).toMatchObject({ walletId: bob.walletId, total: '1.00' })
    expect(await of('2199-12')).toMatchObject({ total: '2.00', previousTotal: '4.00' })
  })

  it('may begin on another day, on the last one where the month is shorter', async () => {
    const bob = await register()
    for (const [date, amount] of [
      ['2026-01-30', 1],
      ['2026-01-31', 2],
      ['2026-02-27', 4],
      ['2026-02-28', 8],
      ['2026-03-30', 16],
      ['2026-03-31', 32],
    ] as const) {
      await bob.add({ date, amount })
    }
    const of = async (month: string, startsOn: number) => {
      const query = `month=${month}&startsOn=${startsOn}`
      const { total, previousTotal } = await bob.get<Summary>(`/summaries/monthly?${query}`)
      return [Number(total), Number(previousTotal)]
    }
    expect(await of('2026-02', 1)).toEqual([12, 3])
    expect(await of('2026-02', 28)).toEqual([8, 7])
    expect(await of('2026-02', 31)).toEqual([24, 6])
    expect(await of('2026-01', 31)).toEqual([6, 1])
    expect(await of('2026-03', 31)).toEqual([32, 24])
    for (const wrong of ['0', '32', '1.5', 'x', '']) {
      const path = `/summaries/monthly?month=2026-02&startsOn=${wrong}`
      await bob.refused(400, 'startsOn', 'GET', path)
    }
  })

  it('refuses what is no month, no parameter and nobody’s wallet', async () => {
    for (const month of [
      '2026-13',
      '2026-00',
      '2026',
      '2026-1',
      '1899-12',
      '2200-01',
      '2026-11-01',
      '',
    ]) {
      await ada.refused(400, 'month', 'GET', `/summaries/monthly?month=${month}`)
    }
    await ada.refused(400, 'month', 'GET', '/summaries/monthly')
    await ada.refused(400, 'year', 'GET', '/summaries/monthly?month=2026-11&year=2026')
    await ada.refused(404, 'walletId', 'GET', `/summaries/monthly?month=2026-11&walletId=${v4()}`)
  })
})

async function check(walletId: string, currency: string): Promise<void> {
  const rows = await ada.all<Expense>(`/expenses?limit=500&walletId=${walletId}`)
  for (const month of [...months, '2026-03', '2026-12']) {
    expect(await summary(month, walletId)).toEqual(reference(rows, month, walletId, currency))
  }
}
