import { setTimeout as pause } from 'node:timers/promises'
import { v4 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Category,
  type Expense,
  type List,
  register,
  type User,
  type Wallet,
} from '@/tests/support/api'

type Step = {
  kind: string
  walletId: string
  movedFrom?: { walletId: string; id: string }
  changes: Record<string, { to: Record<string, unknown> }>
}

let ada: User
let trip: Wallet

beforeAll(async () => {
  ada = await register()
  trip = await ada.addWallet('EUR', 'Trip')
})

describe('moving an expense to another wallet', () => {
  it('answers 200 with the new id and Content-Location, and the old id is 404', async () => {
    const before = await ada.add({ amount: '4.20', category: 'Dining', note: 'pizza' })
    const moved = await ada.call<Expense>('PATCH', `/expenses/${before.id}`, { walletId: trip.id })
    expect(moved.status).toBe(200)
    expect(moved.body.id).not.toBe(before.id)
    expect(moved.headers.get('content-location')).toBe(`/api/v1/expenses/${moved.body.id}`)
    expect(moved.headers.get('etag')).toBe(`"${moved.body.rev}"`)
    const { categoryId, createdAt, updatedAt, rev } = moved.body
    const its = { id: moved.body.id, categoryId, createdAt, updatedAt, rev }
    expect(moved.body).toEqual({ ...before, ...its, walletId: trip.id })
    expect(categoryId).not.toBe(before.categoryId)
    expect(await ada.get(`/expenses/${moved.body.id}`)).toEqual(moved.body)
    for (const method of ['GET', 'PATCH']) {
      const body = method === 'PATCH' ? { note: 'x' } : undefined
      await ada.refused(404, undefined, method, `/expenses/${before.id}`, body)
    }
    await ada.refused(404, undefined, 'POST', `/expenses/${before.id}/restore`)
    await ada.want(204, 'DELETE', `/expenses/${before.id}`)
    expect((await listed(ada.walletId)).includes(before.id)).toBe(false)
    expect((await listed(trip.id)).includes(moved.body.id)).toBe(true)
  })

  it('takes other fields along in the same call', async () => {
    const before = await ada.add({ amount: '4.20', note: 'pizza', date: '2026-01-01' })
    const body = { walletId: trip.id, amount: 5, note: 'pasta', date: '2026-01-02' }
    expect(await ada.want(200, 'PATCH', `/expenses/${before.id}`, body)).toMatchObject({
      ...body,
      amount: '5.00',
    })
  })

  it('looks its category up by name in the new wallet, unless one is given', async () => {
    const category = await ada.addCategory(`Bees ${v4()}`)
    const { id } = await ada.add({ categoryId: category.id })
    const to = (body: object) => ({ walletId: trip.id, ...body })
    await ada.refused(400, 'category', 'PATCH', `/expenses/${id}`, to({}))
    await ada.refused(400, 'category', 'PATCH', `/expenses/${id}`, to({ category: 'Nope' }))
    const mine = { categoryId: category.id }
    await ada.refused(400, 'categoryId', 'PATCH', `/expenses/${id}`, to(mine))
    expect((await ada.get<Expense>(`/expenses/${id}`)).walletId).toBe(ada.walletId)
    const same = await ada.addCategory(category.name.toUpperCase(), { walletId: trip.id })
    const moved = await ada.want<Expense>(200, 'PATCH', `/expenses/${id}`, to({}))
    expect(moved).toMatchObject({ categoryId: same.id, category: same.name })
    const back = { walletId: ada.walletId, category: 'Home' }
    expect(await ada.want(200, 'PATCH', `/expenses/${moved.id}`, back)).toMatchObject(back)
  })

  it('finds the category there through an alias of its name', async () => {
    const wallet = await ada.addWallet('EUR')
    const { items } = await ada.get<List<Category>>(`/categories?walletId=${wallet.id}`)
    const idOf = (name: string) => items.find((one) => one.name === name)?.id
    await ada.want(200, 'PATCH', `/categories/${idOf('Dining')}`, { mergedInto: idOf('Travel') })
    const { id } = await ada.add({ category: 'Dining' })
    const moved = await ada.want(200, 'PATCH', `/expenses/${id}`, { walletId: wallet.id })
    expect(moved).toMatchObject({ category: 'Travel', categoryId: idOf('Travel') })
  })

  it('into another currency needs the amount in it', async () => {
    const yen = await ada.addWallet('JPY')
    const { id } = await ada.add({ amount: '4.20' })
    await ada.refused(400, 'currency', 'PATCH', `/expenses/${id}`, { walletId: yen.id })
    const body = { walletId: yen.id, amount: 700, currency: 'JPY' }
    expect(await ada.want(200, 'PATCH', `/expenses/${id}`, body)).toMatchObject({ amount: '700' })
  })

  it('keeps the old history at the old id and takes it along, through several wallets and back', async () => {
    const yen = await ada.addWallet('JPY')
    const { id } = await ada.add({ note: 'a', amount: '4.20' })
    await ada.want(200, 'PATCH', `/expenses/${id}`, { note: 'b' })
    const move = (from: string, body: object) =>
      ada.want<Expense>(200, 'PATCH', `/expenses/${from}`, body)
    const second = await move(id, { walletId: yen.id, amount: 700, currency: 'JPY' })
    const third = await move(second.id, { walletId: ada.walletId, amount: 5, currency: 'EUR' })
    const told = async (of: string) =>
      (await ada.get<List<Step>>(`/expenses/${of}/history`)).items.map(
        ({ kind, walletId, movedFrom, changes }) => [
          kind,
          walletId,
          movedFrom?.id,
          changes.money?.to.amount ?? changes.note?.to.note,
        ],
      )
    const first = [
      ['create', ada.walletId, undefined, '4.20'],
      ['update', ada.walletId, undefined, 'b'],
    ]
    expect(await told(id)).toEqual([...first, ['delete', ada.walletId, undefined, undefined]])
    expect(await told(third.id)).toEqual([
      ...first,
      ['create', yen.id, id, '700'],
      ['create', ada.walletId, second.id, '5.00'],
    ])
  })

  it('with a stale If-Match is 412 and stays where it is', async () => {
    const { id, rev } = await ada.add()
    await ada.want(200, 'PATCH', `/expenses/${id}`, { note: 'newer' })
    const body = { walletId: trip.id }
    const match = (value: number) => ({ 'if-match': `"${value}"` })
    await ada.refused(412, undefined, 'PATCH', `/expenses/${id}`, body, match(rev))
    const now = await ada.get<Expense>(`/expenses/${id}`)
    expect(now.walletId).toBe(ada.walletId)
    await ada.want(200, 'PATCH', `/expenses/${id}`, body, match(now.rev))
  })

  it('to a wallet that is nobody’s is 404 and moves nothing', async () => {
    const { id } = await ada.add()
    await ada.refused(404, 'walletId', 'PATCH', `/expenses/${id}`, { walletId: v4() })
    await ada.get(`/expenses/${id}`)
  })

  it('sent ten times nearly at once with one Idempotency-Key moves it once and says the same ten times', async () => {
    for (let round = 0; round < 3; round++) {
      const note = `race ${round}`
      const { id } = await ada.add({ note })
      const key = { 'idempotency-key': v4() }
      const replies = await Promise.all(
        Array.from({ length: 10 }, async (_, index) => {
          // So that some come while the first one commits.
          await pause(index * round)
          return ada.call<Expense>('PATCH', `/expenses/${id}`, { walletId: trip.id }, key)
        }),
      )
      expect(replies.map(({ status }) => status)).toEqual(Array(10).fill(200))
      expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
      const found = await ada.all<Expense>(`/expenses?q=${encodeURIComponent(`"${note}"`)}`)
      expect(found.map((one) => one.id)).toEqual([replies[0]?.body.id])
    }
  })
})

describe('an id that exists in two wallets', () => {
  it('is 409 ambiguous_id on every route of it, and ?walletId= solves it', async () => {
    const id = v4()
    const other = await ada.addWallet('EUR')
    const body = { id, amount: 1, category: 'Dining', date: '2026-11-23' }
    for (const walletId of [ada.walletId, other.id]) {
      const key = { 'idempotency-key': v4() }
      await ada.want(201, 'POST', '/expenses', { ...body, walletId }, key)
    }
    const calls = [
      ['GET', ''],
      ['PATCH', ''],
      ['GET', '/history'],
      ['DELETE', ''],
      ['POST', '/restore'],
    ] as const
    const bodyOf = (method: string) => (method === 'PATCH' ? { note: 'this one' } : undefined)
    for (const [method, below] of calls) {
      const path = `/expenses/${id}${below}`
      const problem = await ada.refused(409, undefined, method, path, bodyOf(method))
      expect(problem.code).toBe('ambiguous_id')
    }
    for (const [method, below] of calls) {
      const status = method === 'DELETE' ? 204 : 200
      const path = `/expenses/${id}${below}?walletId=${other.id}`
      await ada.want(status, method, path, bodyOf(method))
    }
    const note = async (walletId: string) =>
      (await ada.get<Expense>(`/expenses/${id}?walletId=${walletId}`)).note
    expect([await note(ada.walletId), await note(other.id)]).toEqual(['', 'this one'])
  })

  it('is told apart by ?walletId= under one Idempotency-Key, too: the other wallet is another call', async () => {
    const id = v4()
    const other = await ada.addWallet('EUR')
    for (const walletId of [ada.walletId, other.id]) {
      const body = { id, amount: 1, category: 'Dining', date: '2026-11-23', walletId }
      await ada.want(201, 'POST', '/expenses', body, { 'idempotency-key': v4() })
    }
    const key = { 'idempotency-key': v4() }
    const path = (walletId: string) => `/expenses/${id}?walletId=${walletId}`
    await ada.want(200, 'PATCH', path(other.id), { note: 'there' }, key)
    await ada.refused(409, undefined, 'PATCH', path(ada.walletId), { note: 'there' }, key)
    expect((await ada.get<Expense>(path(ada.walletId))).note).toBe('')
  })
})

async function listed(walletId: string): Promise<string[]> {
  return (await ada.all<Expense>(`/expenses?limit=500&walletId=${walletId}`)).map(({ id }) => id)
}
