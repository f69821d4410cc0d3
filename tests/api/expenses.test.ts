import { v4 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Category, type Expense, type List, register, type User } from '@/tests/support/api'

const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

let ada: User

beforeAll(async () => {
  ada = await register()
})

describe('adding an expense', () => {
  it('answers 201 with exactly the documented fields, Location and ETag, and reads back the same', async () => {
    const sent = { amount: '2.55', category: 'Groceries', date: '2026-11-23', note: 'milk' }
    const made = await ada.call<Expense>('POST', '/expenses', sent)
    expect(made.status).toBe(201)
    const { items } = await ada.get<List<Category>>('/categories')
    expect(made.body).toEqual({
      id: expect.stringMatching(uuid),
      walletId: ada.walletId,
      amount: '2.55',
      currency: 'EUR',
      categoryId: items.find(({ name }) => name === 'Groceries')?.id,
      category: 'Groceries',
      date: '2026-11-23',
      note: 'milk',
      payerId: ada.id,
      createdAt: expect.stringMatching(isoInstant),
      updatedAt: made.body.createdAt,
      rev: expect.any(Number),
    })
    expect(made.headers.get('etag')).toBe(`"${made.body.rev}"`)
    expect(made.headers.get('location')).toBe(`/api/v1/expenses/${made.body.id}`)
    const read = await ada.call<Expense>('GET', `/expenses/${made.body.id}`)
    expect(read.body).toEqual(made.body)
    expect(read.headers.get('etag')).toBe(`"${made.body.rev}"`)
  })

  it.each([
    ['EUR', '12.50', '12.50'],
    ['EUR', 12.5, '12.50'],
    ['EUR', 7, '7.00'],
    ['EUR', '-0.01', '-0.01'],
    ['EUR', '100000000000', '100000000000.00'],
    ['EUR', -99999999999.99, '-99999999999.99'],
    ['JPY', '10000000000000', '10000000000000'],
    ['IRR', '15000000000', '15000000000.00'],
    ['VND', 12000000000, '12000000000'],
    ['JPY', 1250, '1250'],
    ['KWD', '0.001', '0.001'],
    ['KWD', 1.5, '1.500'],
    ['CLF', '0.0001', '0.0001'],
  ])('takes in %s the amount %j and gives out "%s"', async (currency, amount, shown) => {
    const walletId = await walletIn(currency)
    expect(await ada.add({ amount, walletId })).toMatchObject({ amount: shown, currency })
  })

  it.each([
    ['EUR', '10.999'],
    ['EUR', 10.999],
    ['EUR', '0'],
    ['EUR', '-0.00'],
    ['EUR', '100000000000.01'],
    ['JPY', '10000000000001'],
    ['UYW', '1000000000.0001'],
    ['EUR', '1e3'],
    ['EUR', 1e21],
    ['EUR', '1,50'],
    ['EUR', ' 1'],
    ['EUR', '+1'],
    ['EUR', '.5'],
    ['EUR', '5.'],
    ['EUR', '0x10'],
    ['EUR', '١٢'],
    ['EUR', ''],
    ['EUR', 'NaN'],
    ['JPY', '1.0'],
    ['JPY', 0.5],
    ['KWD', '0.0001'],
  ])('refuses in %s the amount %j with 400 and rounds nothing', async (currency, amount) => {
    const walletId = await walletIn(currency)
    const body = { amount, category: 'Dining', date: '2026-11-23', walletId }
    await ada.refused(400, 'amount', 'POST', '/expenses', body)
  })

  it('goes to the default wallet, and follows it when another one becomes it', async () => {
    const user = await register()
    const trip = await user.addWallet('JPY')
    expect((await user.add()).walletId).toBe(user.walletId)
    await user.want(200, 'PATCH', '/me', { defaultWalletId: trip.id })
    expect(await user.add({ amount: 100 })).toMatchObject({ walletId: trip.id, currency: 'JPY' })
  })

  it('takes the category by name in any case, by id, and refuses both, none and strangers', async () => {
    const dining = await ada.add({ category: ' dINING ' })
    expect(dining.category).toBe('Dining')
    const byId = await ada.add({ categoryId: dining.categoryId })
    expect(byId.category).toBe('Dining')
    const rest = { amount: 1, date: '2026-11-23' }
    const both = { ...rest, category: 'Dining', categoryId: dining.categoryId }
    await ada.refused(400, 'category', 'POST', '/expenses', both)
    await ada.refused(400, 'category', 'POST', '/expenses', rest)
    await ada.refused(400, 'category', 'POST', '/expenses', { ...rest, category: 'Nope' })
    await ada.refused(400, 'categoryId', 'POST', '/expenses', { ...rest, categoryId: v4() })
  })

  it('refuses another currency than the wallet has', async () => {
    const body = { amount: 1, category: 'Dining', date: '2026-11-23', currency: 'USD' }
    await ada.refused(400, 'currency', 'POST', '/expenses', body)
    await ada.want(201, 'POST', '/expenses', { ...body, currency: 'EUR' })
  })

  it('keeps the id that the body brings, in lower case', async () => {
    const id = v4()
    expect((await ada.add({ id: id.toUpperCase() })).id).toBe(id)
  })

  it('keeps a note of 500 characters of any script, without the white space around it', async () => {
    const note = '🍞é漢'.repeat(125)
    expect((await ada.add({ note: `  ${note}\t` })).note).toBe(note)
  })
})

describe('changing an expense', () => {
  it('changes any subset of the fields and leaves the others', async () => {
    const before = await ada.add({ amount: '3.00', note: 'bread', date: '2026-10-01' })
    const after = await ada.want<Expense>(200, 'PATCH', `/expenses/${before.id}`, {
      amount: '3.10',
      date: '2026-10-02',
    })
    expect(after).toEqual({
      ...before,
      amount: '3.10',
      date: '2026-10-02',
      updatedAt: after.updatedAt,
      rev: after.rev,
    })
    expect(after.rev).toBeGreaterThan(before.rev)
    expect(await ada.get(`/expenses/${before.id}`)).toEqual(after)
  })

  it('can empty a note, and changes the category by name or id', async () => {
    const { id } = await ada.add({ note: 'x' })
    const change = (body: object) => ada.want<Expense>(200, 'PATCH', `/expenses/${id}`, body)
    expect((await change({ note: '' })).note).toBe('')
    const travel = await change({ category: 'travel' })
    expect(travel.category).toBe('Travel')
    const home = await ada.add({ category: 'Home' })
    expect((await change({ categoryId: home.categoryId })).category).toBe('Home')
    await ada.refused(400, 'categoryId', 'PATCH', `/expenses/${id}`, { categoryId: v4() })
    expect((await ada.get<Expense>(`/expenses/${id}`)).category).toBe('Home')
  })

  it('with a stale If-Match is 412 and changes nothing, with the right one, * or a list it is done', async () => {
    const { id, rev } = await ada.add({ note: 'one' })
    const patch = (tag: string, note?: string) =>
      ada.call<Expense>('PATCH', `/expenses/${id}`, note === undefined ? {} : { note }, {
        'if-match': tag,
      })
    const second = await patch(`"${rev}"`, 'two')
    expect(second.status).toBe(200)
    expect(second.headers.get('etag')).toBe(`"${second.body.rev}"`)
    expect((await patch(`"${rev}"`, 'three')).status).toBe(412)
    expect((await patch(`"${rev}"`)).status).toBe(412)
    expect((await ada.get<Expense>(`/expenses/${id}`)).note).toBe('two')
    expect((await patch(`"1", "${second.body.rev}"`, 'three')).status).toBe(200)
    expect((await patch('*', 'four')).status).toBe(200)
    for (const tag of ['17', 'W/17', '"a"', '""', '', ',']) {
      expect((await patch(tag, 'five')).status, tag).toBe(400)
    }
    expect((await ada.get<Expense>(`/expenses/${id}`)).note).toBe('four')
  })

  it.each([
    ['W/"', '"'],
    ['"', '-gzip"'],
    ['"', '--gzip"'],
    ['"', ';br"'],
    ['W/"', '-br"'],
    ['"1-gzip", W/"', '-zstd"'],
  ])('takes %s17%s, which a proxy made of our ETag, for ours', async (before, after) => {
    const { id, rev } = await ada.add({ note: 'one' })
    const change = (tag: number, note: string) =>
      ada.call<Expense>(
        'PATCH',
        `/expenses/${id}`,
        { note },
        {
          'if-match': `${before}${tag}${after}`,
        },
      )
    expect((await change(rev + 1, 'stale')).status).toBe(412)
    expect((await change(rev, 'two')).status).toBe(200)
    const stale = { 'if-match': `${before}${rev}${after}` }
    expect((await ada.call('DELETE', `/expenses/${id}`, undefined, stale)).status).toBe(412)
    const fresh = { 'if-match': `${before}${rev + 1}${after}` }
    expect((await ada.call('DELETE', `/expenses/${id}`, undefined, fresh)).status).toBe(204)
  })

  it('that changes nothing leaves the row and its ETag as they are', async () => {
    const before = await ada.add({ note: 'same' })
    for (const body of [{}, { note: 'same' }, { amount: 1, date: before.date }]) {
      expect(await ada.want(200, 'PATCH', `/expenses/${before.id}`, body)).toEqual(before)
    }
  })
})

describe('deleting an expense', () => {
  it('is 204, and 204 again; reading and changing it is 404; restoring brings it back whole', async () => {
    const before = await ada.add({ note: 'gone' })
    const path = `/expenses/${before.id}`
    await ada.want(204, 'DELETE', path)
    await ada.want(204, 'DELETE', path)
    await ada.refused(404, undefined, 'GET', path)
    await ada.refused(404, undefined, 'PATCH', path, { note: 'x' })
    const list = await ada.all<Expense>('/expenses')
    expect(list.map(({ id }) => id)).not.toContain(before.id)
    const back = await ada.call<Expense>('POST', `${path}/restore`)
    expect(back.status).toBe(200)
    expect(back.headers.get('etag')).toBe(`"${back.body.rev}"`)
    expect(back.body).toEqual({ ...before, updatedAt: back.body.updatedAt, rev: back.body.rev })
    expect(await ada.get(path)).toEqual(back.body)
    expect(await ada.want(200, 'POST', `${path}/restore`)).toEqual(back.body)
  })

  it('with a stale If-Match is 412 and deletes nothing', async () => {
    const { id, rev } = await ada.add()
    await ada.want(200, 'PATCH', `/expenses/${id}`, { note: 'newer' })
    await ada.refused(412, undefined, 'DELETE', `/expenses/${id}`, undefined, {
      'if-match': `"${rev}"`,
    })
    const { rev: now } = await ada.get<Expense>(`/expenses/${id}`)
    await ada.want(204, 'DELETE', `/expenses/${id}`, undefined, { 'if-match': `"${now}"` })
  })

  it('is 404 for an id that is nowhere', async () => {
    for (const [method, path] of [
      ['GET', `/expenses/${v4()}`],
      ['PATCH', `/expenses/${v4()}`],
      ['DELETE', `/expenses/${v4()}`],
      ['POST', `/expenses/${v4()}/restore`],
      ['GET', `/expenses/${v4()}/history`],
    ] as const) {
      await ada.refused(404, undefined, method, path, method === 'PATCH' ? { note: '' } : undefined)
    }
  })

  it('cannot be undone in a wallet whose currency was changed meanwhile', async () => {
    const wallet = await ada.addWallet('EUR')
    const { id } = await ada.add({ walletId: wallet.id, amount: '12.50' })
    await ada.want(204, 'DELETE', `/expenses/${id}`)
    await ada.want(200, 'PATCH', `/wallets/${wallet.id}`, { currency: 'JPY' })
    await ada.refused(400, 'currency', 'POST', `/expenses/${id}/restore`)
    await ada.want(200, 'PATCH', `/wallets/${wallet.id}`, { currency: 'EUR' })
    expect(await ada.want(200, 'POST', `/expenses/${id}/restore`)).toMatchObject({
      amount: '12.50',
    })
  })
})

const wallets = new Map<string, Promise<string>>()

function walletIn(currency: string): Promise<string> {
  const known = wallets.get(currency) ?? ada.addWallet(currency).then(({ id }) => id)
  wallets.set(currency, known)
  return known
}
