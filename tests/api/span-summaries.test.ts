import { v4 } from 'uuid'
import { beforeAll, expect, it } from 'vitest'
import { type Expense, register, type User, type Wallet } from '@/tests/support/api'

type Summary = {
  walletId: string
  currency: string
  from: string
  to: string
  by: string
  total: string
  count: number
  items: { key: string; name: string; total: string; count: number }[]
}

let ada: User
let yen: Wallet
let flight: Expense

beforeAll(async () => {
  ada = await register()
  yen = await ada.addWallet('JPY')
  await ada.add({ amount: '10.50', date: '2026-10-31', note: 'Lidl' })
  await ada.add({ amount: '4.00', date: '2026-11-01', note: 'LIDL' })
  await ada.add({ amount: '6.00', date: '2026-11-08', note: 'Lidl' })
  await ada.add({ amount: '-2.50', date: '2026-11-08', category: 'Home', note: 'refund' })
  flight = await ada.add({ amount: '800', date: '2026-11-09', category: 'Travel', note: 'Lisbon' })
  await ada.add({ amount: '1200', date: '2026-11-01', walletId: yen.id })
})

const span = (by: string, more = '') =>
  ada.get<Summary>(`/summaries?from=2026-10-01&to=2026-11-30&by=${by}${more}`)
const parts = ({ items }: Summary) => items.map(({ key, total, count }) => [key, total, count])

it('sums a span by category, the largest first', async () => {
  const summary = await span('category')
  expect(summary).toMatchObject({
    ...{ walletId: ada.walletId, currency: 'EUR', from: '2026-10-01', to: '2026-11-30' },
    ...{ by: 'category', total: '818.00', count: 5 },
  })
  expect(summary.items.map(({ name, total, count }) => [name, total, count])).toEqual([
    ['Travel', '800.00', 1],
    ['Groceries', '20.50', 3],
    ['Home', '-2.50', 1],
  ])
  expect(summary.items[0]?.key).toBe(flight.categoryId)
})

it('sums it by days, weeks and months, each under its first day, where the settings let them begin', async () => {
  expect(parts(await span('day'))).toEqual([
    ['2026-10-31', '10.50', 1],
    ['2026-11-01', '4.00', 1],
    ['2026-11-08', '3.50', 2],
    ['2026-11-09', '800.00', 1],
  ])
  expect(parts(await span('week'))).toEqual([
    ['2026-10-26', '14.50', 2],
    ['2026-11-02', '3.50', 2],
    ['2026-11-09', '800.00', 1],
  ])
  expect(parts(await span('month'))).toEqual([
    ['2026-10-01', '10.50', 1],
    ['2026-11-01', '807.50', 4],
  ])
  await ada.want(200, 'PATCH', '/me', { firstWeekday: 7, monthStartsOn: 9 })
  expect(parts(await span('week'))).toEqual([
    ['2026-10-25', '10.50', 1],
    ['2026-11-01', '4.00', 1],
    ['2026-11-08', '803.50', 3],
  ])
  expect(parts(await span('month'))).toEqual([
    ['2026-10-09', '18.00', 4],
    ['2026-11-09', '800.00', 1],
  ])
  await ada.want(200, 'PATCH', '/me', { firstWeekday: null, monthStartsOn: 1 })
})

it('sums it by weekday and by note, one shop however it is written', async () => {
  const { items } = await span('weekday')
  expect(items).toEqual([
    { key: '1', name: 'Monday', total: '800.00', count: 1 },
    { key: '6', name: 'Saturday', total: '10.50', count: 1 },
    { key: '7', name: 'Sunday', total: '7.50', count: 3 },
  ])
  expect((await span('note')).items).toEqual([
    { key: 'lisbon', name: 'Lisbon', total: '800.00', count: 1 },
    { key: 'lidl', name: 'Lidl', total: '20.50', count: 3 },
    { key: 'refund', name: 'refund', total: '-2.50', count: 1 },
  ])
})

it('leaves out categories and expenses, and knows nothing of what is somebody else’s', async () => {
  const of = async (...ids: string[]) => (await span('month', `&leaveOut=${ids}`)).total
  expect(await of(flight.id)).toBe('18.00')
  expect(await of(flight.categoryId)).toBe('18.00')
  const groceries = (await span('category')).items[1]?.key ?? ''
  expect(await of(flight.id, groceries)).toBe('-2.50')
  const bob = await register()
  const his = await bob.add({ amount: '5.00', date: '2026-11-01' })
  expect(await of(his.id, his.categoryId, v4())).toBe('818.00')
})

it('is of one wallet, in its currency, and of nothing at all where nothing was spent', async () => {
  expect(await span('day', `&walletId=${yen.id}`)).toMatchObject({
    ...{ walletId: yen.id, currency: 'JPY', total: '1200', count: 1 },
    items: [{ key: '2026-11-01', name: '2026-11-01', total: '1200', count: 1 }],
  })
  const path = '/summaries?from=1900-01-01&to=2025-12-31&by=month'
  expect(await ada.get(path)).toMatchObject({ total: '0.00', count: 0, items: [] })
})

it('says what is wrong', async () => {
  const refused = (field: string, query: string, status = 400) =>
    ada.refused(status, field, 'GET', `/summaries?${query}`)
  await refused('to', 'from=2026-11-30&to=2026-11-29&by=day')
  await refused('from', 'to=2026-11-29&by=day')
  await refused('by', 'from=2026-11-01&to=2026-11-29')
  await refused('leaveOut', 'from=2026-11-01&to=2026-11-29&by=day&leaveOut=1')
  await refused('mine', 'from=2026-11-01&to=2026-11-29&by=day&mine=true')
  await refused('walletId', `from=2026-11-01&to=2026-11-29&by=day&walletId=${v4()}`, 404)
})
