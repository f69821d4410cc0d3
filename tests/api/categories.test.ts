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

const ready = [
  ...['Groceries', 'Dining', 'Transport', 'Home', 'Bills', 'Shopping', 'Entertainment', 'Health'],
  ...['Travel', 'Other'],
]

let ada: User

beforeAll(async () => {
  ada = await register()
})

const patch = (id: string, body: object, status = 200) =>
  ada.want<Category>(status, 'PATCH', `/categories/${id}`, body)
const read = (id: string) => ada.get<Category>(`/categories/${id}`)
const list = (walletId: string) => ada.all<Category>(`/categories?walletId=${walletId}`)

/** A wallet with fresh categories, by name. */
async function fresh(): Promise<{ wallet: Wallet; id: (name: string) => string }> {
  const wallet = await ada.addWallet('EUR')
  const all = await list(wallet.id)
  return { wallet, id: (name) => all.find((one) => one.name === name)?.id ?? '' }
}

describe('the categories of a wallet', () => {
  it('are at first the ten ready ones, in order, with exactly the documented fields', async () => {
    const all = await list((await fresh()).wallet.id)
    expect(all.map(({ name }) => name)).toEqual(ready)
    for (const [position, category] of all.entries()) {
      expect(category).toEqual({
        id: category.id,
        walletId: category.walletId,
        name: ready[position],
        icon: expect.any(String),
        color: expect.any(String),
        position,
        archived: false,
        mergedInto: null,
        createdAt: category.createdAt,
        updatedAt: category.createdAt,
        rev: 1,
      })
      expect(await read(category.id)).toEqual(category)
    }
  })

  it('of all wallets come in one list, those of one by walletId', async () => {
    const { wallet } = await fresh()
    const wallets = await ada.all<Wallet>('/wallets')
    const all = await ada.all<Category>('/categories')
    expect(all).toHaveLength((await Promise.all(wallets.map(({ id }) => list(id)))).flat().length)
    expect((await list(wallet.id)).every((one) => one.walletId === wallet.id)).toBe(true)
    await ada.refused(404, 'walletId', 'GET', `/categories?walletId=${v4()}`)
  })
})

describe('adding a category', () => {
  it('answers 201 with Location and ETag, and what was given', async () => {
    const sent = { name: ` Bees ${v4()} `, icon: 'coffee', color: 'teal', position: 3 }
    const made = await ada.call<Category>('POST', '/categories', sent)
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ ...sent, name: sent.name.trim(), walletId: ada.walletId })
    expect(made.headers.get('location')).toBe(`/api/v1/categories/${made.body.id}`)
    expect(made.headers.get('etag')).toBe(`"${made.body.rev}"`)
    expect(await read(made.body.id)).toEqual(made.body)
  })

  it('is 409 where a live category has the name, however it is written', async () => {
    await ada.addCategory('Straße ﬁn')
    for (const name of ['DINING', ' dining ', 'Ｄｉｎｉｎｇ', 'STRASSE  fin']) {
      const problem = await ada.refused(409, 'name', 'POST', '/categories', { name })
      expect(problem.code).toBe('name_taken')
    }
  })

  it('ten times at once under one name makes one, and nine are told', async () => {
    const name = v4()
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => ada.call('POST', '/categories', { name })),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)])
    expect((await list(ada.walletId)).filter((one) => one.name === name)).toHaveLength(1)
  })

  it('of an archived one’s name brings that one back', async () => {
    const { wallet, id } = await fresh()
    await patch(id('Travel'), { archived: true })
    const back = await ada.call<Category>('POST', '/categories', {
      name: 'TRAVEL',
      walletId: wallet.id,
    })
    expect(back.status).toBe(201)
    expect(back.headers.get('location')).toBe(`/api/v1/categories/${id('Travel')}`)
    expect(back.body).toMatchObject({ id: id('Travel'), name: 'Travel', archived: false })
    expect((await list(wallet.id)).map(({ name }) => name)).toEqual(ready)
  })

  it('again under the name of a deleted or merged one makes a new one', async () => {
    const { wallet, id } = await fresh()
    await ada.want(204, 'DELETE', `/categories/${id('Travel')}`)
    await patch(id('Home'), { mergedInto: id('Bills') })
    for (const name of ['Travel', 'Home']) {
      const made = await ada.addCategory(name, { walletId: wallet.id })
      expect(made.id).not.toBe(id(name))
    }
  })
})

describe('changing a category', () => {
  it('changes name, look, place and archived mark, with a new ETag', async () => {
    const made = await ada.addCategory(v4())
    const body = { name: v4(), icon: 'bike', color: 'red', position: 7, archived: true }
    const changed = await patch(made.id, body)
    const { rev, updatedAt } = changed
    expect(changed).toEqual({ ...made, ...body, rev, updatedAt })
    expect(rev).toBeGreaterThan(made.rev)
    expect(await read(made.id)).toEqual(changed)
    expect(await patch(made.id, { name: body.name })).toEqual(changed)
    const stale = { 'if-match': `"${made.rev}"` }
    const path = `/categories/${made.id}`
    await ada.refused(412, undefined, 'PATCH', path, { name: v4() }, stale)
    await ada.refused(412, undefined, 'PATCH', path, {}, stale)
    await ada.refused(412, undefined, 'DELETE', path, undefined, stale)
    await ada.want(200, 'PATCH', path, { position: 8 }, { 'if-match': `"${rev}"` })
  })

  it('onto a taken name is 409; its own name in other letters is fine', async () => {
    const { id } = await fresh()
    await ada.refused(409, 'name', 'PATCH', `/categories/${id('Home')}`, { name: ' dining ' })
    await patch(id('Travel'), { archived: true })
    await ada.refused(409, 'name', 'PATCH', `/categories/${id('Home')}`, { name: 'Travel' })
    expect((await patch(id('Home'), { name: 'HOME' })).name).toBe('HOME')
  })
})

describe('merging categories', () => {
  it('makes expenses and sums follow at once, through a chain too, and can be taken back', async () => {
    const { wallet, id } = await fresh()
    const within = { walletId: wallet.id, date: '2026-11-23' }
    const [a, b, c] = [id('Dining'), id('Groceries'), id('Shopping')]
    const spent = await Promise.all([
      ada.add({ categoryId: a, amount: '1', ...within }),
      ada.add({ categoryId: b, amount: '20', ...within }),
      ada.add({ categoryId: c, amount: '300', ...within }),
    ])
    const seen = async () => {
      const rows = await ada.all<Expense>(`/expenses?walletId=${wallet.id}`)
      const { categories } = await ada.get<{ categories: { name: string; total: string }[] }>(
        `/summaries/monthly?month=2026-11&walletId=${wallet.id}`,
      )
      return {
        rows: spent.map(({ id }) => rows.find((row) => row.id === id)?.category),
        sums: Object.fromEntries(categories.map(({ name, total }) => [name, total])),
      }
    }
    await patch(a, { mergedInto: b })
    expect(await seen()).toEqual({
      rows: ['Groceries', 'Groceries', 'Shopping'],
      sums: { Groceries: '21.00', Shopping: '300.00' },
    })
    await patch(b, { mergedInto: c })
    expect(await seen()).toEqual({
      rows: ['Shopping', 'Shopping', 'Shopping'],
      sums: { Shopping: '321.00' },
    })
    expect((await read(a)).mergedInto).toBe(c)
    expect((await list(wallet.id)).map((one) => one.id)).not.toContain(b)
    const more = await ada.add({ categoryId: a, ...within })
    expect(more).toMatchObject({ categoryId: c, category: 'Shopping' })
    await ada.want(204, 'DELETE', `/expenses/${more.id}`)
    await patch(b, { mergedInto: null })
    expect((await seen()).rows).toEqual(['Shopping', 'Groceries', 'Shopping'])
  })

  it('into itself, in a circle, into a stranger or a deleted one is 400 and changes nothing', async () => {
    const { id } = await fresh()
    const other = await fresh()
    const [a, b, c] = [id('Dining'), id('Groceries'), id('Shopping')]
    const into = (of: string, target: string) =>
      ada.refused(400, 'mergedInto', 'PATCH', `/categories/${of}`, { mergedInto: target })
    await patch(a, { mergedInto: b })
    await into(b, b)
    await into(b, a)
    await patch(b, { mergedInto: c })
    await into(c, a)
    await into(c, b)
    await into(c, v4())
    await into(c, other.id('Dining'))
    await ada.want(204, 'DELETE', `/categories/${id('Travel')}`)
    await into(c, id('Travel'))
    expect((await read(c)).mergedInto).toBeNull()
  })

  it('cannot be taken back while its name is taken, unless it gets another', async () => {
    const { wallet, id } = await fresh()
    await patch(id('Dining'), { mergedInto: id('Bills') })
    await ada.addCategory('Dining', { walletId: wallet.id })
    const path = `/categories/${id('Dining')}`
    await ada.refused(409, 'name', 'PATCH', path, { mergedInto: null })
    expect(await patch(id('Dining'), { mergedInto: null, name: 'Eating' })).toMatchObject({
      name: 'Eating',
      mergedInto: null,
    })
  })

  it('both ways at once closes no circle', async () => {
    for (let round = 0; round < 3; round++) {
      const { id } = await fresh()
      const [a, b] = [id('Dining'), id('Groceries')]
      const replies = await Promise.all([
        ada.call('PATCH', `/categories/${a}`, { mergedInto: b }),
        ada.call('PATCH', `/categories/${b}`, { mergedInto: a }),
      ])
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 400])
    }
  })
})

describe('deleting a category', () => {
  it('that nothing uses removes it; again it is 204, reading and changing it is 404', async () => {
    const { wallet, id } = await fresh()
    const path = `/categories/${id('Travel')}`
    await ada.want(204, 'DELETE', path)
    await ada.want(204, 'DELETE', path)
    await ada.refused(404, undefined, 'GET', path)
    await ada.refused(404, undefined, 'PATCH', path, { name: 'x' })
    expect((await list(wallet.id)).map(({ name }) => name)).not.toContain('Travel')
    await ada.refused(404, undefined, 'DELETE', `/categories/${v4()}`)
  })

  it('that an expense uses archives it, even if that one lies in the trash', async () => {
    const { wallet, id } = await fresh()
    const within = { walletId: wallet.id }
    const used = await ada.add({ category: 'Travel', ...within })
    const trashed = await ada.add({ category: 'Home', ...within })
    await ada.want(204, 'DELETE', `/expenses/${trashed.id}`)
    for (const name of ['Travel', 'Home']) {
      await ada.want(204, 'DELETE', `/categories/${id(name)}`)
      await ada.want(204, 'DELETE', `/categories/${id(name)}`)
      expect(await read(id(name))).toMatchObject({ archived: true })
    }
    expect((await ada.get<Expense>(`/expenses/${used.id}`)).category).toBe('Travel')
    await ada.want(200, 'POST', `/expenses/${trashed.id}/restore`)
    expect((await ada.add({ category: 'Travel', ...within })).categoryId).toBe(id('Travel'))
  })

  it('that another one was merged into archives it', async () => {
    const { id } = await fresh()
    await patch(id('Home'), { mergedInto: id('Bills') })
    await ada.want(204, 'DELETE', `/categories/${id('Bills')}`)
    expect((await read(id('Bills'))).archived).toBe(true)
    expect((await read(id('Home'))).mergedInto).toBe(id('Bills'))
  })
})

it('an id in two wallets is 409 ambiguous_id, and ?walletId= solves it', async () => {
  const { wallet } = await fresh()
  const id = v4()
  for (const walletId of [ada.walletId, wallet.id]) {
    const key = { 'idempotency-key': v4() }
    await ada.want(201, 'POST', '/categories', { id, name: 'Double', walletId }, key)
  }
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    const body = method === 'PATCH' ? { name: 'This one' } : undefined
    const problem = await ada.refused(409, undefined, method, `/categories/${id}`, body)
    expect(problem.code).toBe('ambiguous_id')
    const status = method === 'DELETE' ? 204 : 200
    await ada.want(status, method, `/categories/${id}?walletId=${wallet.id}`, body)
  }
  const all = await ada.get<List<Category>>('/categories')
  const left = all.items.filter((one) => one.id === id)
  expect(left).toMatchObject([{ walletId: ada.walletId, name: 'Double' }])
})
