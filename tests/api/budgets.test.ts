import { v4 } from 'uuid'
import { beforeAll, expect, it } from 'vitest'
import { type List, register, type User, type Wallet } from '@/tests/support/api'

type Budget = { id: string; name: string; walletId: string | null; rev: number } & Record<
  string,
  unknown
>
type Period = Record<'from' | 'to' | 'limit' | 'carry' | 'spent' | 'left' | 'perDay', string | null>

let ada: User
let yen: Wallet
let groceries: { walletId: string; categoryId: string }

beforeAll(async () => {
  ada = await register()
  yen = await ada.addWallet('JPY')
  const one = await ada.add({ amount: '130', date: '2026-08-05', category: 'Groceries' })
  groceries = { walletId: ada.walletId, categoryId: one.categoryId }
  await ada.add({ amount: '90', date: '2026-09-02', category: 'Groceries' })
  await ada.add({ amount: '-10', date: '2026-09-03', category: 'Groceries' })
  await ada.add({ amount: '1000', date: '2026-09-03', category: 'Home' })
  await ada.add({ amount: '5000', date: '2026-09-03', category: 'Home', walletId: yen.id })
})

const budgets = (body: object) => ada.want<Budget>(201, 'POST', '/budgets', body)
const limit = (id: string, from: string, amount: unknown, status = 200) =>
  ada.want(status, 'PUT', `/budgets/${id}/limits/${from}`, { amount })
const periods = async (id: string, from: string, to: string) =>
  (await ada.get<{ items: Period[] }>(`/budgets/${id}/periods?from=${from}&to=${to}`)).items

it('has limits that hold from a date on, and says what was spent, carried and left', async () => {
  const budget = await budgets({
    ...{ name: 'Food', categories: [groceries], rollover: 'surplus', since: '2026-08-01' },
  })
  expect(budget).toMatchObject({
    ...{ name: 'Food', walletId: null, categories: [groceries], period: 'month', startsOn: 1 },
    ...{ rollover: 'surplus', since: '2026-08-01', currency: 'EUR' },
  })
  await limit(budget.id, '2026-08-01', '400')
  expect(await limit(budget.id, '2026-10-01', 12.5)).toEqual({
    from: '2026-10-01',
    amount: '12.50',
  })
  const nothing = { perDay: null }
  expect(await periods(budget.id, '2026-08-15', '2026-10-15')).toEqual([
    {
      ...nothing,
      from: '2026-08-01',
      to: '2026-08-31',
      limit: '400.00',
      carry: '0.00',
      spent: '130.00',
      left: '270.00',
    },
    {
      ...nothing,
      from: '2026-09-01',
      to: '2026-09-30',
      limit: '400.00',
      carry: '270.00',
      spent: '80.00',
      left: '590.00',
    },
    {
      ...nothing,
      from: '2026-10-01',
      to: '2026-10-31',
      limit: '12.50',
      carry: '590.00',
      spent: '0.00',
      left: '602.50',
    },
  ])
  await limit(budget.id, '2026-10-01', null)
  const [october] = await periods(budget.id, '2026-10-15', '2026-10-15')
  expect(october).toMatchObject({ limit: null, carry: '590.00', left: null })
})

it('says what is left per day of the period that goes on', async () => {
  const today = new Date().toISOString().slice(0, 10)
  const budget = await budgets({ name: 'Yen', currency: 'JPY', since: today })
  await limit(budget.id, '2020-01-01', 310_000)
  const [now] = await periods(budget.id, today, today)
  const days = Number(now?.to?.slice(8)) - Number(today.slice(8)) + 1
  expect(now).toMatchObject({ left: '310000', perDay: String(Math.floor(310_000 / days)) })
})

it('counts everything in its currency where it names no categories, and in a wallet that alone', async () => {
  const all = await budgets({ name: 'All', since: '2026-09-01' })
  expect(all.categories).toBeNull()
  expect((await periods(all.id, '2026-09-01', '2026-09-01'))[0]?.spent).toBe('1080.00')
  const one = await budgets({ name: 'Yen', walletId: yen.id, since: '2026-09-01' })
  expect(one).toMatchObject({ walletId: yen.id, currency: 'JPY' })
  expect((await periods(one.id, '2026-09-01', '2026-09-01'))[0]?.spent).toBe('5000')
  const listed = await ada.get<List<Budget>>(`/budgets?walletId=${yen.id}`)
  expect(listed.items.map(({ id }) => id)).toEqual([one.id])
})

it('is changed, deleted and gone', async () => {
  const budget = await budgets({ name: 'Rent', period: 'quarter', since: '2026-01-01' })
  const path = `/budgets/${budget.id}`
  const changed = await ada.want<Budget>(200, 'PATCH', path, {
    ...{ name: 'Home', categories: [groceries], period: 'year', startsOn: 15 },
  })
  expect(changed).toMatchObject({ name: 'Home', categories: [groceries], startsOn: 15 })
  const again = await ada.call<Budget>(
    'PATCH',
    path,
    { name: 'Late' },
    { 'if-match': `"${budget.rev}"` },
  )
  expect(again.status).toBe(412)
  expect((await ada.want<Budget>(200, 'PATCH', path, { categories: null })).categories).toBeNull()
  await ada.want(204, 'DELETE', path)
  await ada.want(204, 'DELETE', path)
  await ada.want(404, 'GET', path)
  await ada.want(404, 'PATCH', path, { name: 'Home' })
  await limit(budget.id, '2026-01-01', 5, 404)
})

it('refuses what is no budget and no limit, naming the field', async () => {
  const eve = await register()
  const [hers] = (await eve.get<List<{ id: string }>>('/categories')).items
  const { id } = await budgets({ name: 'Food' })
  const abroad = await ada.add({
    amount: '5',
    date: '2026-09-03',
    category: 'Home',
    walletId: yen.id,
  })
  const foreign = { walletId: eve.walletId, categoryId: hers?.id }
  const calls: [string, string, object, string][] = [
    ['POST', '/budgets', { name: '' }, 'name'],
    ['POST', '/budgets', { name: 'A', period: 'day' }, 'period'],
    ['POST', '/budgets', { name: 'A', period: 'week', startsOn: 8 }, 'startsOn'],
    ['POST', '/budgets', { name: 'A', startsOn: 0 }, 'startsOn'],
    ['POST', '/budgets', { name: 'A', since: '2026-02-31' }, 'since'],
    ['POST', '/budgets', { name: 'A', since: '1999-12-31' }, 'since'],
    ['POST', '/budgets', { name: 'A', categories: [foreign] }, 'categories.0.walletId'],
    [
      'POST',
      '/budgets',
      { name: 'A', categories: [{ ...groceries, categoryId: v4() }] },
      'categories.0.categoryId',
    ],
    [
      'POST',
      '/budgets',
      { name: 'A', categories: [groceries, { walletId: yen.id, categoryId: abroad.categoryId }] },
      'categories.1.walletId',
    ],
    ['POST', '/budgets', { name: 'A', walletId: yen.id, currency: 'EUR' }, 'currency'],
    ['PUT', `/budgets/${id}/limits/2026-01-01`, { amount: 0 }, 'amount'],
    ['PUT', `/budgets/${id}/limits/2026-01-01`, { amount: '-5.00' }, 'amount'],
    ['PUT', `/budgets/${id}/limits/2026-01-01`, { amount: '1.005' }, 'amount'],
    ['PUT', `/budgets/${id}/limits/2026-01-01`, { amount: '100000000000.01' }, 'amount'],
    ['PUT', `/budgets/${id}/limits/2026-02-30`, { amount: '5' }, 'from'],
  ]
  for (const [method, path, body, field] of calls) {
    const reply = await ada.call<{ errors?: { path: string }[] }>(method, path, body)
    expect([reply.status, reply.body?.errors?.[0]?.path], reply.text).toEqual([400, field])
  }
  const before = await ada.call('GET', `/budgets/${id}/periods?from=2026-02-01&to=2026-01-01`)
  expect(before.status).toBe(400)
  const weeks = await budgets({ name: 'Weeks', period: 'week', since: '2000-01-01' })
  const long = await ada.call('GET', `/budgets/${weeks.id}/periods?from=2000-01-01&to=2199-12-31`)
  expect([long.status, long.text]).toEqual([400, expect.stringContaining('at most 2000 periods')])
  await ada.get(`/budgets/${id}/periods?from=1900-01-01&to=2026-12-31`)
  const foreigner = await eve.call('GET', `/budgets/${id}/periods?from=2026-01-01&to=2026-02-01`)
  expect(foreigner.status).toBe(404)
  expect((await eve.call('POST', '/budgets', { name: 'A', walletId: yen.id })).status).toBe(404)
})

it('says in the sums of a month what a monthly budget for one category alone allows', async () => {
  const bob = await register()
  const { walletId } = bob
  const { categoryId } = await bob.add({ amount: '30', date: '2026-09-02', category: 'Groceries' })
  const home = await bob.add({ amount: '70', date: '2026-09-02', category: 'Home' })
  const make = async (body: object, from: string, amount: string) => {
    const { id } = await bob.want<Budget>(201, 'POST', '/budgets', body)
    await bob.want(200, 'PUT', `/budgets/${id}/limits/${from}`, { amount })
  }
  const counted = { walletId, categoryId }
  const since = '2026-09-01'
  await make({ name: 'Food', categories: [counted], since }, since, '400')
  const both = [counted, { walletId, categoryId: home.categoryId }]
  await make({ name: 'Both', categories: both, since }, since, '900')
  await make({ name: 'All', categories: null, since }, since, '1000')
  const limits = async (query: string) => {
    const { categories } = await bob.get<{ categories: { name: string; limit?: string }[] }>(
      `/summaries/monthly?${query}`,
    )
    return categories.map(({ name, limit }) => [name, limit])
  }
  expect(await limits('month=2026-09')).toEqual([
    ['Home', undefined],
    ['Groceries', '400.00'],
  ])
  // Another month than that of the budget.
  expect(await limits('month=2026-09&startsOn=2')).toEqual([
    ['Home', undefined],
    ['Groceries', undefined],
  ])
  await bob.add({ amount: '5', date: '2026-08-02', category: 'Groceries' })
  expect(await limits('month=2026-08')).toEqual([['Groceries', undefined]])
})
