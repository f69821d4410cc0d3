import { v4 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Expense, type Me, register, type User, type Wallet } from '@/tests/support/api'

let ada: User

beforeAll(async () => {
  ada = await register()
})

const patch = (id: string, body: object) => ada.want<Wallet>(200, 'PATCH', `/wallets/${id}`, body)
const wallets = (of: User) => of.all<Wallet>('/wallets')

describe('wallets', () => {
  it('begin with one private one, of which the account is owner', async () => {
    const bob = await register()
    const [wallet, ...more] = await wallets(bob)
    expect(more).toEqual([])
    expect(wallet).toEqual({
      id: bob.walletId,
      name: expect.any(String),
      currency: 'EUR',
      role: 'owner',
      createdAt: wallet?.createdAt,
      updatedAt: wallet?.createdAt,
      rev: 1,
    })
    expect((await bob.get<Me>('/me')).defaultWalletId).toBe(bob.walletId)
  })

  it('can be added: 201 with Location, ETag and the ten ready categories, oldest first in the list', async () => {
    const made = await ada.call<Wallet>('POST', '/wallets', { name: ' Trip ', currency: 'JPY' })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ name: 'Trip', currency: 'JPY', role: 'owner', rev: 1 })
    expect(made.headers.get('location')).toBe(`/api/v1/wallets/${made.body.id}`)
    expect(made.headers.get('etag')).toBe('"1"')
    const read = await ada.call<Wallet>('GET', `/wallets/${made.body.id}`)
    expect(read.body).toEqual(made.body)
    expect(read.headers.get('etag')).toBe('"1"')
    expect((await ada.all(`/categories?walletId=${made.body.id}`)).length).toBe(10)
    const all = await wallets(ada)
    const order = all.map(({ createdAt }) => createdAt)
    expect(order).toEqual([...order].sort())
    expect(all[0]?.id).toBe(ada.walletId)
  })

  it('can be renamed, with If-Match where it is sent', async () => {
    const wallet = await ada.addWallet('EUR')
    const path = `/wallets/${wallet.id}`
    const named = await patch(wallet.id, { name: 'Tour' })
    expect(named).toEqual({ ...wallet, name: 'Tour', rev: named.rev, updatedAt: named.updatedAt })
    const match = (rev: number) => ({ 'if-match': `"${rev}"` })
    await ada.refused(412, undefined, 'PATCH', path, { name: 'x' }, match(wallet.rev))
    await ada.refused(412, undefined, 'PATCH', path, {}, match(wallet.rev))
    await ada.refused(412, undefined, 'DELETE', path, undefined, match(wallet.rev))
    await ada.want(200, 'PATCH', path, { name: 'y' }, match(named.rev))
    expect((await patch(wallet.id, {})).name).toBe('y')
  })

  it('change their currency while they hold no expense, and only then', async () => {
    const wallet = await ada.addWallet('EUR')
    expect((await patch(wallet.id, { currency: 'KWD' })).currency).toBe('KWD')
    const { id } = await ada.add({ walletId: wallet.id, amount: '1.234' })
    await ada.refused(400, 'currency', 'PATCH', `/wallets/${wallet.id}`, { currency: 'EUR' })
    await patch(wallet.id, { currency: 'KWD', name: 'Same money' })
    await ada.want(204, 'DELETE', `/expenses/${id}`)
    await patch(wallet.id, { currency: 'EUR' })
  })

  it('never hold two currencies, also when one is changed while expenses arrive', async () => {
    for (let round = 0; round < 3; round++) {
      const wallet = await ada.addWallet('EUR')
      const body = { amount: 1, category: 'Home', date: '2026-11-23', walletId: wallet.id }
      const adding = Array.from({ length: 5 }, () => ada.call('POST', '/expenses', body))
      await Promise.all([
        ...adding,
        ada.call('PATCH', `/wallets/${wallet.id}`, { currency: 'JPY' }),
      ])
      const { currency } = await ada.get<Wallet>(`/wallets/${wallet.id}`)
      const rows = await ada.all<Expense>(`/expenses?walletId=${wallet.id}`)
      expect(rows.filter((row) => row.currency !== currency)).toEqual([])
    }
  })
})

describe('deleting a wallet', () => {
  it('is 204, and 204 again; then it and all in it are 404 and in no list', async () => {
    const bob = await register()
    const wallet = await bob.addWallet('EUR')
    const { id, categoryId } = await bob.add({ walletId: wallet.id })
    await bob.want(204, 'DELETE', `/wallets/${wallet.id}`)
    await bob.want(204, 'DELETE', `/wallets/${wallet.id}`)
    const gone = [
      ['GET', `/wallets/${wallet.id}`],
      ['PATCH', `/wallets/${wallet.id}`, { name: 'x' }],
      ['GET', `/expenses/${id}`],
      ['PATCH', `/expenses/${id}`, { note: 'x' }],
      ['DELETE', `/expenses/${id}`],
      ['POST', `/expenses/${id}/restore`],
      ['GET', `/expenses/${id}/history`],
      ['GET', `/categories/${categoryId}`],
      ['GET', `/expenses?walletId=${wallet.id}`],
      ['GET', `/categories?walletId=${wallet.id}`],
      ['GET', `/changes?walletId=${wallet.id}&since=0`],
      ['GET', `/summaries/monthly?month=2026-11&walletId=${wallet.id}`],
      ['POST', '/categories', { name: 'x', walletId: wallet.id }],
      ['POST', '/expenses', { amount: 1, categoryId, date: '2026-11-23', walletId: wallet.id }],
    ] as const
    for (const [method, path, body] of gone) {
      await bob.refused(404, undefined, method, path, body)
    }
    expect(await wallets(bob)).toHaveLength(1)
    expect(await bob.all('/expenses')).toEqual([])
    expect(await bob.all('/categories')).toHaveLength(10)
    await bob.refused(404, undefined, 'DELETE', `/wallets/${v4()}`)
  })

  it('is refused for the only one', async () => {
    const bob = await register()
    const problem = await bob.refused(409, undefined, 'DELETE', `/wallets/${bob.walletId}`)
    expect(problem.code).toBe('in_use')
    expect(await wallets(bob)).toHaveLength(1)
  })

  it('that is the default one leaves expenses a place to go', async () => {
    const bob = await register()
    const other = await bob.addWallet('EUR')
    await bob.want(204, 'DELETE', `/wallets/${bob.walletId}`)
    expect((await bob.get<Me>('/me')).defaultWalletId).not.toBe(bob.walletId)
    expect((await bob.add()).walletId).toBe(other.id)
  })

  it('is not done by anybody else, not even again', async () => {
    const bob = await register()
    const wallet = await ada.addWallet('EUR')
    await bob.refused(404, undefined, 'DELETE', `/wallets/${wallet.id}`)
    await ada.want(204, 'DELETE', `/wallets/${wallet.id}`)
    await bob.refused(404, undefined, 'DELETE', `/wallets/${wallet.id}`)
  })
})
