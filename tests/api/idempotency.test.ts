import { v4 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Category,
  type Expense,
  type List,
  type Reply,
  register,
  type User,
  type Wallet,
} from '@/tests/support/api'

let ada: User
let bob: User

beforeAll(async () => {
  ;[ada, bob] = await Promise.all([register(), register()])
})

const keyed = (key: string = v4()) => ({ 'idempotency-key': key })
const body = (note: string) => ({ amount: '7', category: 'Dining', date: '2026-11-22', note })

async function noted(user: User, note: string): Promise<Expense[]> {
  return user.all<Expense>(`/expenses?q=${note}`)
}

function alike(replies: Reply<unknown>[], status: number): void {
  expect(replies.map((reply) => reply.status)).toEqual(Array(replies.length).fill(status))
  expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
  expect(new Set(replies.map(({ headers }) => headers.get('etag'))).size).toBe(1)
  expect(new Set(replies.map(({ headers }) => headers.get('location'))).size).toBe(1)
}

describe('a POST repeated with the same Idempotency-Key', () => {
  it('and the same body gets the first answer again, also after the expense was changed and deleted', async () => {
    const note = v4()
    const key = keyed()
    const post = () => ada.call<Expense>('POST', '/expenses', body(note), key)
    const first = await post()
    await ada.want(200, 'PATCH', `/expenses/${first.body.id}`, { note: 'changed' })
    const second = await post()
    await ada.want(204, 'DELETE', `/expenses/${first.body.id}`)
    alike([first, second, await post()], 201)
    expect(await noted(ada, note)).toEqual([])
  })

  it('gets the first answer whatever the order of the body’s fields and its white space', async () => {
    const key = keyed()
    const sent = body(v4())
    const first = await ada.call('POST', '/expenses', sent, key)
    const turned = Object.fromEntries(Object.entries(sent).reverse())
    const second = await ada.call('POST', '/expenses', JSON.stringify(turned, null, 4), key)
    alike([first, second], 201)
  })

  it('ten times at once makes one expense and answers ten times alike', async () => {
    const note = v4()
    const key = keyed()
    const calls = Array.from({ length: 10 }, () =>
      ada.call<Expense>('POST', '/expenses', body(note), key),
    )
    alike(await Promise.all(calls), 201)
    expect(await noted(ada, note)).toHaveLength(1)
  })

  it('ten times at once makes one wallet, or one category, or brings one back', async () => {
    const tenTimes = (path: string, sent: object, key = keyed()) =>
      Promise.all(Array.from({ length: 10 }, () => ada.call('POST', path, sent, key)))
    const name = v4()
    alike(await tenTimes('/wallets', { name, currency: 'EUR' }), 201)
    const wallets = await ada.all<Wallet>('/wallets')
    expect(wallets.filter((one) => one.name === name)).toHaveLength(1)
    const made = await tenTimes('/categories', { name })
    alike(made, 201)
    const [category] = await ada
      .all<Category>('/categories')
      .then((all) => all.filter((one) => one.name === name))
    const id = category?.id
    await ada.want(200, 'PATCH', `/categories/${id}`, { archived: true })
    const back = await tenTimes('/categories', { name })
    alike(back, 201)
    expect(back[0]?.body).toMatchObject({ id, archived: false })
    const categories = await ada.all<Category>('/categories')
    expect(categories.filter((one) => one.name === name)).toHaveLength(1)
  })

  it('and another body is 409 and makes nothing', async () => {
    const key = keyed()
    await ada.want(201, 'POST', '/expenses', body('one'), key)
    const note = v4()
    const problem = await ada.refused(409, undefined, 'POST', '/expenses', body(note), key)
    expect(problem.code).toBe('id_taken')
    expect(await noted(ada, note)).toEqual([])
  })

  it('and another wallet, or on another route, is 409', async () => {
    const key = keyed()
    const other = await ada.addWallet('EUR')
    await ada.want(201, 'POST', '/expenses', body('one'), key)
    const elsewhere = { ...body('one'), walletId: other.id }
    await ada.refused(409, undefined, 'POST', '/expenses', elsewhere, key)
    await ada.refused(409, undefined, 'POST', '/categories', { name: v4() }, key)
    await ada.refused(409, undefined, 'POST', '/wallets', { name: 'x', currency: 'EUR' }, key)
    expect(await ada.all(`/expenses?walletId=${other.id}`)).toEqual([])
  })

  it('by two people are two calls', async () => {
    const key = keyed()
    const note = v4()
    const [hers, his] = await Promise.all([
      ada.want<Expense>(201, 'POST', '/expenses', body(note), key),
      bob.want<Expense>(201, 'POST', '/expenses', body(note), key),
    ])
    expect(hers.id).not.toBe(his.id)
    expect([hers.walletId, his.walletId]).toEqual([ada.walletId, bob.walletId])
    expect(await noted(ada, note)).toHaveLength(1)
    expect(await noted(bob, note)).toHaveLength(1)
  })

  it('that was refused by what is stored is refused alike, though it would be right by now', async () => {
    const key = keyed()
    const wrong = { amount: 1, date: '2026-11-23', categoryId: v4() }
    const first = await ada.refused(400, 'categoryId', 'POST', '/expenses', wrong, key)
    await ada.addCategory(v4(), { id: wrong.categoryId })
    expect(await ada.refused(400, 'categoryId', 'POST', '/expenses', wrong, key)).toEqual(first)
    await ada.want(201, 'POST', '/expenses', wrong, keyed())
  })

  it('may be tried again after it was refused for its own form: nothing was kept', async () => {
    const key = keyed()
    await ada.refused(400, 'amount', 'POST', '/expenses', { ...body('x'), amount: '1.999' }, key)
    await ada.want(201, 'POST', '/expenses', body('x'), key)
  })

  it('needs a key of 1 to 200 characters', async () => {
    for (const key of ['', 'x'.repeat(201), 'a\tb']) {
      await ada.refused(400, 'Idempotency-Key', 'POST', '/expenses', body('x'), keyed(key))
    }
    await ada.want(201, 'POST', '/expenses', body('x'), keyed('x'.repeat(200 - 36) + v4()))
  })
})

describe('a POST repeated with the same id in its body', () => {
  it('gets the first answer again; with another body it is 409, in another wallet too', async () => {
    const id = v4()
    const note = v4()
    const other = await ada.addWallet('EUR')
    const sent = { ...body(note), id }
    const post = (more: object = {}) => ada.call('POST', '/expenses', { ...sent, ...more })
    alike([await post(), await post(), ...(await Promise.all([post(), post(), post()]))], 201)
    expect((await post({ note: 'other' })).status).toBe(409)
    expect((await post({ walletId: other.id })).status).toBe(409)
    expect(await noted(ada, note)).toMatchObject([{ id, note }])
  })

  it('and another Idempotency-Key is 409 where the body differs, and changes nothing', async () => {
    const id = v4()
    const first = await ada.want<Expense>(201, 'POST', '/expenses', { ...body('one'), id })
    const other = { ...body('two'), id }
    await ada.refused(409, undefined, 'POST', '/expenses', other, keyed())
    expect(await ada.get(`/expenses/${id}`)).toEqual(first)
  })

  it('by somebody else is another expense', async () => {
    const id = v4()
    await ada.want(201, 'POST', '/expenses', { ...body('hers'), id })
    await bob.want(201, 'POST', '/expenses', { ...body('his'), id })
    expect((await ada.get<Expense>(`/expenses/${id}`)).note).toBe('hers')
    expect((await bob.get<Expense>(`/expenses/${id}`)).note).toBe('his')
  })

  it('of a wallet or a category holds alike, and a wallet’s id is taken for everybody', async () => {
    const id = v4()
    const wallet = { id, name: 'Trip', currency: 'EUR' }
    const made = () => ada.call('POST', '/wallets', wallet)
    alike([await made(), await made()], 201)
    await ada.refused(409, undefined, 'POST', '/wallets', { ...wallet, name: 'Other' })
    await bob.refused(409, undefined, 'POST', '/wallets', wallet)
    const category = { id: v4(), name: v4() }
    const added = () => ada.call('POST', '/categories', category)
    alike([await added(), await added()], 201)
    await ada.refused(409, undefined, 'POST', '/categories', { ...category, name: v4() })
  })
})

describe('PATCH, DELETE and restore repeated with the same Idempotency-Key', () => {
  it('get the first answer again, whatever happened meanwhile', async () => {
    const { id } = await ada.add({ note: 'one' })
    const path = `/expenses/${id}`
    const key = keyed()
    const patch = () => ada.call<Expense>('PATCH', path, { note: 'two' }, key)
    const first = await patch()
    await ada.want(200, 'PATCH', path, { note: 'three' })
    alike([first, await patch()], 200)
    expect((await ada.get<Expense>(path)).note).toBe('three')
    const gone = keyed()
    await ada.want(204, 'DELETE', path, undefined, gone)
    const back = keyed()
    const restore = () => ada.call('POST', `${path}/restore`, undefined, back)
    const restored = await restore()
    await ada.want(204, 'DELETE', path, undefined, gone)
    await ada.get(path)
    await ada.want(204, 'DELETE', path)
    alike([restored, await restore()], 200)
    await ada.refused(404, undefined, 'GET', path)
  })

  it('on another row is 409', async () => {
    const [one, two] = [await ada.add(), await ada.add()]
    const key = keyed()
    await ada.want(204, 'DELETE', `/expenses/${one.id}`, undefined, key)
    await ada.refused(409, undefined, 'DELETE', `/expenses/${two.id}`, undefined, key)
    const { items } = await ada.get<List<Expense>>('/expenses')
    expect(items.map(({ id }) => id)).toContain(two.id)
  })
})
