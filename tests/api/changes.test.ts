import { v4 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Category, type Expense, register, type User, type Wallet } from '@/tests/support/api'

type Fields = Record<string, unknown>
type Change = {
  entity: string
  id: string
  rev: number
  deleted: boolean
  movedTo?: { walletId: string; id: string }
  fields: Fields
}
type Answer = { items: Change[]; since: number; more: boolean }

let ada: User
let trip: Wallet

beforeAll(async () => {
  ada = await register()
  trip = await ada.addWallet('EUR', 'Trip')
})

const changes = (walletId: string, since: number, more = '') =>
  ada.get<Answer>(`/changes?walletId=${walletId}&since=${since}${more}`)

/** A script's copy of a wallet, kept by following /changes in small steps. */
class Mirror {
  readonly rows = new Map<string, Change>()
  since = 0
  #last = 0

  constructor(
    readonly walletId: string,
    readonly limit: number,
  ) {}

  async follow(): Promise<void> {
    for (let more = true; more; ) {
      const answer = await changes(this.walletId, this.since, `&limit=${this.limit}`)
      for (const item of answer.items) {
        expect(item.rev).toBeGreaterThan(this.since)
        expect(item.rev).toBeGreaterThanOrEqual(this.#last)
        expect(item.rev).toBeLessThanOrEqual(answer.since)
        this.#last = item.rev
        this.rows.set(`${item.entity} ${item.id}`, item)
      }
      if (answer.more) expect(answer.items.length).toBeGreaterThanOrEqual(this.limit)
      this.since = answer.since
      more = answer.more
    }
  }

  live(entity: string): Change[] {
    return [...this.rows.values()].filter((row) => row.entity === entity && !row.deleted)
  }

  /** As the list of expenses would show them: aliases followed. */
  expenses(): Fields[] {
    return this.live('expense').map(({ id, rev, fields }) => {
      const { amount, currency, date, note, categoryId } = fields
      const category = this.rows.get(`category ${categoryId}`)?.fields
      return {
        id,
        rev,
        amount,
        currency,
        date,
        note,
        categoryId: category?.mergedInto ?? categoryId,
      }
    })
  }

  async matches(): Promise<void> {
    const listed = await ada.all<Expense>(`/expenses?limit=500&walletId=${this.walletId}`)
    const seen = listed.map(({ id, rev, amount, currency, date, note, categoryId }) => {
      return { id, rev, amount, currency, date, note, categoryId }
    })
    expect(sorted(this.expenses())).toEqual(sorted(seen))
    const names = (await ada.all<Category>(`/categories?walletId=${this.walletId}`)).map(
      ({ name }) => name,
    )
    const own = this.live('category').filter(({ fields }) => fields.mergedInto === null)
    expect(own.map(({ fields }) => fields.name).sort()).toEqual(names.sort())
    const wallet = await ada.get<Wallet>(`/wallets/${this.walletId}`)
    expect(this.live('wallet').map(({ fields }) => fields.name)).toEqual([wallet.name])
    expect(this.live('member').map(({ id, fields }) => [id, fields.role])).toEqual([
      [ada.id, 'owner'],
    ])
  }
}

const sorted = (rows: Fields[]) => rows.sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1))

describe('mirroring a wallet by /changes', () => {
  it('from since=0 in steps of 1 to 7 always equals the lists, whatever happens in it', async () => {
    const mirrors = [1, 2, 7].map((limit) => new Mirror(ada.walletId, limit))
    const other = new Mirror(trip.id, 3)
    const follow = async () => {
      for (const mirror of [...mirrors, other]) {
        await mirror.follow()
        await mirror.matches()
      }
    }
    await follow()
    const rows = await Promise.all(
      Array.from({ length: 9 }, (_, i) =>
        ada.add({ note: `${i}`, category: i % 2 ? 'Home' : 'Bills' }),
      ),
    )
    const at = (index: number) => `/expenses/${rows[index]?.id}`
    await follow()
    const all = await ada.all<Category>(`/categories?walletId=${ada.walletId}`)
    const id = (name: string) => all.find((one) => one.name === name)?.id
    await Promise.all([
      ada.want(200, 'PATCH', at(0), { amount: '-3.21', note: 'changed' }),
      ada.want(204, 'DELETE', at(1)),
      ada.want(204, 'DELETE', at(2)),
      ada.want(200, 'PATCH', at(3), { walletId: trip.id }),
      ada.want(200, 'PATCH', `/categories/${id('Home')}`, { mergedInto: id('Bills') }),
      ada.want(204, 'DELETE', `/categories/${id('Travel')}`),
      ada.want(200, 'PATCH', `/wallets/${ada.walletId}`, { name: 'Renamed' }),
    ])
    await follow()
    await ada.want(200, 'POST', `${at(2)}/restore`)
    await ada.addCategory('Late')
    await follow()
    expect(mirrors.map(({ since }) => since)).toEqual(Array(3).fill(mirrors[0]?.since))
  })

  it('neither misses nor tears anything while others write', async () => {
    const wallet = await ada.addWallet('EUR')
    const mirror = new Mirror(wallet.id, 2)
    let writing = true
    const writers = Array.from({ length: 6 }, async (_, n) => {
      for (let i = 0; i < 5; i++) {
        const { id } = await ada.add({ walletId: wallet.id, note: `${n} ${i}` })
        if (i % 2) await ada.want(200, 'PATCH', `/expenses/${id}`, { amount: i + 1 })
      }
    })
    const following = (async () => {
      while (writing) await mirror.follow()
    })()
    await Promise.all(writers).finally(() => {
      writing = false
    })
    await following
    await mirror.follow()
    await mirror.matches()
    expect(mirror.live('expense')).toHaveLength(30)
  })
})

describe('GET /changes', () => {
  it('tells of a moved expense where it went, and of a deleted one that it is', async () => {
    const { id } = await ada.add()
    const { since } = await changes(ada.walletId, 0)
    const moved = await ada.want<Expense>(200, 'PATCH', `/expenses/${id}`, { walletId: trip.id })
    const { items } = await changes(ada.walletId, since)
    expect(items).toMatchObject([
      { entity: 'expense', id, deleted: true, movedTo: { walletId: trip.id, id: moved.id } },
    ])
    const { since: there } = await changes(trip.id, 0)
    await ada.want(204, 'DELETE', `/expenses/${moved.id}`)
    const answer = await changes(trip.id, there)
    expect(answer).toMatchObject({ since: there + 1, more: false })
    expect(answer.items).toMatchObject([{ id: moved.id, rev: there + 1, deleted: true }])
    expect(answer.items[0]).not.toHaveProperty('movedTo')
  })

  it('at the counter has nothing and stays there; above it is 410', async () => {
    const { since } = await changes(trip.id, 0)
    expect(await changes(trip.id, since)).toEqual({ items: [], since, more: false })
    for (const above of [since + 1, since + 1000, Number.MAX_SAFE_INTEGER]) {
      const path = `/changes?walletId=${trip.id}&since=${above}`
      expect((await ada.refused(410, undefined, 'GET', path)).code).toBe('gone')
    }
  })

  it('never cuts one revision in two: a new wallet’s rows come together', async () => {
    const wallet = await ada.addWallet('EUR')
    const { items, since, more } = await changes(wallet.id, 0, '&limit=1')
    expect(items.map(({ entity }) => entity).sort()).toEqual([
      ...Array(10).fill('category'),
      'member',
      'wallet',
    ])
    expect([since, more]).toEqual([1, false])
  })

  it('refuses what it cannot read, and strangers’ wallets', async () => {
    const at = (query: string) => `/changes?${query}`
    await ada.refused(400, 'since', 'GET', at(`walletId=${trip.id}`))
    await ada.refused(400, 'walletId', 'GET', at('since=0'))
    for (const since of ['-1', 'a', '1.5', '', '99999999999999999']) {
      await ada.refused(400, 'since', 'GET', at(`walletId=${trip.id}&since=${since}`))
    }
    for (const limit of ['0', '501', 'abc']) {
      await ada.refused(400, 'limit', 'GET', at(`walletId=${trip.id}&since=0&limit=${limit}`))
    }
    for (const walletId of [v4(), ada.id]) {
      await ada.refused(404, 'walletId', 'GET', at(`walletId=${walletId}&since=0`))
    }
  })
})
