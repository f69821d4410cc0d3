import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { foldText } from '@/lib/core/text'
import { type Category, type Expense, type List, register, type User } from '@/tests/support/api'

// 237 expenses over three wallets with different decimals, on few dates, so that many share one.
const notes = ['', 'milk', '100% wool', 'a_b', 'aXb', 'C:\\temp', "O'Neil", 'Ünïcode', 'MILK & x']
const amounts = {
  EUR: ['-5.00', '-0.01', '0.01', '1.50', '12.34', '999.99', '5299123456.78', '9999999999.99'],
  JPY: ['-7', '1', '2', '12', '999', '9999999999'],
  KWD: ['-0.001', '0.001', '1.500', '12.340', '999.999', '5299123456.789'],
} as const
const currencies = ['EUR', 'JPY', 'KWD'] as const
const names = ['Groceries', 'Dining', 'Home', 'Bills', 'Travel']
const dates = ['2025-12-31', '2026-01-01', '2026-01-15', '2026-02-28', '2026-11-23', '1900-01-01']

const drawn = fc.sample(
  fc.constantFrom(...currencies).chain((currency) =>
    fc.record({
      currency: fc.constant(currency),
      amount: fc.constantFrom(...amounts[currency]),
      date: fc.constantFrom(...dates),
      note: fc.constantFrom(...notes),
      category: fc.constantFrom(...names),
    }),
  ),
  { numRuns: 237, seed: 20261123 },
)

let ada: User
const walletOf: Record<string, string> = {}
let everything: Expense[] = []
let categories: Category[] = []
/** The alias that "Home" is in the EUR wallet, and the category it leads to. */
let home: Category
let bills: Category

beforeAll(async () => {
  ada = await register()
  walletOf.EUR = ada.walletId
  walletOf.JPY = (await ada.addWallet('JPY')).id
  walletOf.KWD = (await ada.addWallet('KWD')).id
  const made: Expense[] = []
  for (let from = 0; from < drawn.length; from += 40) {
    const some = drawn.slice(from, from + 40)
    made.push(
      ...(await Promise.all(
        some.map(({ currency, ...fields }) => ada.add({ ...fields, walletId: walletOf[currency] })),
      )),
    )
  }
  const all = await ada.all<Category>(`/categories?walletId=${walletOf.EUR}`)
  const named = (name: string) => all.find((one) => one.name === name) as Category
  home = named('Home')
  bills = named('Bills')
  await ada.want(200, 'PATCH', `/categories/${home.id}`, { mergedInto: bills.id })
  const one = made.pop() as Expense
  await ada.want(204, 'DELETE', `/expenses/${one.id}`)
  categories = await ada.all<Category>('/categories')
  const merged = (expense: Expense) =>
    expense.categoryId === home.id ? { categoryId: bills.id, category: 'Bills' } : {}
  everything = made.map((expense) => ({ ...expense, ...merged(expense) }))
}, 120_000)

type Query = Record<string, string | undefined>

const query = (fields: Query) =>
  new URLSearchParams(
    Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ).toString()
const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)

describe('walking through the list', () => {
  it('in pages of 50 finds each of 236 expenses once, newest date first, exactly as they are', async () => {
    const pages = await walk()
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 50, 50, 36])
    const rows = pages.flat()
    expect(idsOf(rows).sort()).toEqual(idsOf(everything).sort())
    const byId = new Map(everything.map((row) => [row.id, row]))
    expect(rows).toEqual(rows.map(({ id }) => byId.get(id)))
    const inOrder = rows.map(({ date }) => date).sort((a, b) => (a < b ? 1 : -1))
    expect(rows.map(({ date }) => date)).toEqual(inOrder)
  })

  it('in pages of any size gives the same list', async () => {
    for (const filter of ['', `walletId=${walletOf.JPY}&to=2025-12-31&`]) {
      const whole = idsOf(await ada.all<Expense>(`/expenses?${filter}limit=500`))
      const sizes = filter ? [1, 2] : [67, 118, 235, 236, 237]
      for (const limit of sizes) {
        expect(idsOf(await ada.all<Expense>(`/expenses?${filter}limit=${limit}`))).toEqual(whole)
      }
    }
  })

  it('neither doubles nor skips while others add, delete and move expenses', async () => {
    const bob = await register()
    const other = await bob.addWallet('EUR')
    const stay: string[] = []
    for (let i = 0; i < 30; i++) {
      stay.push((await bob.add({ date: dates[i % 3], note: 'stay' })).id)
    }
    const doomed = await Promise.all(dates.map((date) => bob.add({ date, note: 'doomed' })))
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const given: string = query({ limit: '5', cursor: cursor || undefined })
      const page: List<Expense> = await bob.get(`/expenses?${given}`)
      seen.push(...idsOf(page.items))
      cursor = page.nextCursor
      const last = page.items.at(-1)
      if (last?.note === 'doomed') await bob.want(204, 'DELETE', `/expenses/${last.id}`)
      const victim = doomed.pop()
      if (victim) await bob.call('PATCH', `/expenses/${victim.id}`, { walletId: other.id })
      await bob.add({ date: last?.date, note: 'meanwhile' })
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(stay.filter((id) => !seen.includes(id))).toEqual([])
  })

  it('ends with nextCursor null, also on a page that is just full and in an empty list', async () => {
    const count = await ada.get<List<Expense>>(`/expenses?to=1900-01-01&limit=500`)
    const full = await ada.get<List<Expense>>(`/expenses?to=1900-01-01&limit=${count.items.length}`)
    expect(full.nextCursor).toBeNull()
    const none = await ada.get<List<Expense>>('/expenses?from=2199-01-01')
    expect(none).toEqual({ items: [], nextCursor: null })
  })

  it('refuses limits and cursors that are none', async () => {
    for (const limit of ['0', '501', 'abc', '-1', '1.5', '', '1e2', '99999999999999999999']) {
      await ada.refused(400, 'limit', 'GET', `/expenses?limit=${limit}`)
    }
    const real = (await ada.get<List<Expense>>('/expenses?limit=1')).nextCursor ?? ''
    const text = (value: string) => Buffer.from(value).toString('base64url')
    const forged = ['x', '', real.slice(0, -9), text('2026-02-30 a b'), text("' or 1=1 --")]
    for (const cursor of forged) {
      await ada.refused(400, 'cursor', 'GET', `/expenses?cursor=${encodeURIComponent(cursor)}`)
    }
  })
})

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const bounds = ['-7', '-0.015', '0', '0.0005', '1.5', '12', '12.34', '999.9901', '5299123456.78']

const filters = fc.record({
  currency: maybe(fc.constantFrom(...currencies)),
  from: maybe(fc.constantFrom(...dates, '2026-01-02')),
  to: maybe(fc.constantFrom(...dates, '2026-01-02')),
  category: maybe(fc.constantFrom(...names, ' hOME ', 'id of home', 'id of bills')),
  q: maybe(
    fc.constantFrom(
      'milk',
      'MILK',
      '%',
      '_',
      '\\',
      'a_b',
      '0%',
      "'",
      'Ün',
      'unicode',
      'bILL',
      ' ',
      'nothing',
    ),
  ),
  min: maybe(fc.constantFrom(...bounds, '5299123456.79')),
  max: maybe(fc.constantFrom(...bounds, '9999999999.99')),
})

type Filter = typeof filters extends fc.Arbitrary<infer F> ? F : never

describe('filters', () => {
  it('together narrow the list to what fits all of them', async () => {
    const holds = fc.asyncProperty(filters, async (filter) => {
      const category = { 'id of home': home.id, 'id of bills': bills.id }[filter.category ?? '']
      const { currency, ...rest } = filter
      const sent = {
        ...rest,
        limit: '500',
        walletId: currency && walletOf[currency],
        category: category ?? rest.category,
      }
      const reply = await ada.call<List<Expense>>('GET', `/expenses?${query(sent)}`)
      const byId = category !== undefined
      if (byId && currency !== undefined && currency !== 'EUR') return reply.status === 400
      const wanted = everything.filter((row) => fits(row, filter))
      expect(reply.status).toBe(200)
      expect(idsOf(reply.body.items).sort()).toEqual(idsOf(wanted).sort())
    })
    await fc.assert(holds, { numRuns: 120 })
  })

  it('with a name that a category and an older alias share mean the category', async () => {
    const name = 'Twice'
    const wallet = await ada.addWallet('EUR')
    const within = { walletId: wallet.id }
    const old = await ada.addCategory(name, within)
    const other = await ada.addCategory('Other one', within)
    await ada.want(200, 'PATCH', `/categories/${old.id}`, { mergedInto: other.id })
    const byAlias = await ada.add({ category: name, ...within })
    expect(byAlias.category).toBe('Other one')
    const filter = `/expenses?walletId=${wallet.id}&category=${name}`
    expect(idsOf(await ada.all<Expense>(filter))).toEqual([byAlias.id])
    await ada.addCategory(name, within)
    const byName = await ada.add({ category: name, ...within })
    expect(byName.category).toBe(name)
    expect(idsOf(await ada.all<Expense>(filter))).toEqual([byName.id])
  })

  it('refuse what they cannot read, by name', async () => {
    const wrong: Query = {
      walletId: 'x',
      from: '2026-02-30',
      to: '0001-01-01',
      category: 'No such category',
      min: '1,5',
      max: '1e3',
    }
    for (const [name, value] of Object.entries(wrong)) {
      await ada.refused(400, name, 'GET', `/expenses?${query({ [name]: value })}`)
    }
    await ada.refused(400, 'colour', 'GET', '/expenses?colour=red')
    await ada.refused(400, 'q', 'GET', '/expenses?q=a&q=b')
    await ada.refused(400, 'q', 'GET', '/expenses?q=%00')
    await ada.refused(400, 'category', 'GET', '/expenses?category=%00')
    await ada.refused(404, 'walletId', 'GET', `/expenses?walletId=${ada.id}`)
  })
})

function fits(row: Expense, filter: Filter): boolean {
  const { currency, from, to, category, q, min, max } = filter
  return (
    (currency === undefined || row.currency === currency) &&
    (from === undefined || row.date >= from) &&
    (to === undefined || row.date <= to) &&
    (q === undefined ||
      [row.note, row.category].some((text) => foldText(text).includes(foldText(q)))) &&
    (min === undefined || exact(row.amount) >= exact(min)) &&
    (max === undefined || exact(row.amount) <= exact(max)) &&
    (category === undefined || isOf(row, category))
  )
}

function isOf({ categoryId, walletId }: Expense, category: string): boolean {
  if (category.startsWith('id of ')) return categoryId === bills.id
  const name = category.trim().toLowerCase()
  const named = categories.find(
    (one) => one.walletId === walletId && one.name.toLowerCase() === name,
  )
  return categoryId === (named?.id ?? bills.id)
}

/** A decimal in ten-thousandths. */
function exact(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.padEnd(4, '0'))
}

async function walk(): Promise<Expense[][]> {
  const pages: Expense[][] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const given: string = query({ cursor: cursor || undefined })
    const page: List<Expense> = await ada.get(`/expenses?${given}`)
    pages.push(page.items)
    cursor = page.nextCursor
  }
  return pages
}
