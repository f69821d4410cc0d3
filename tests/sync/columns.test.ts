import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { openDB } from 'idb'
import { describe, expect, it, vi } from 'vitest'
import { columnsVersion } from '@/lib/client/replica/columns'
import { Replica } from '@/lib/client/replica/replica'
import { type Columns, storeNames } from '@/lib/client/replica/store'
import { addDays } from '@/lib/core/dates'
import { newId } from '@/lib/core/ids'
import { foldText } from '@/lib/core/text'
import type { Row } from '@/lib/domain/entities'
import { readSearch } from '@/lib/domain/expenses/search'
import { expectColumns, foundAmongRows, foundIn } from '@/tests/support/columns'

const [me, other] = [newId(), newId()]
const wallets = [newId(), newId()] as const
const categories = new Map([
  ['groceries', 'Groceries'],
  ['cafe', 'Cafés'],
  ['may', 'May 2026'],
])
const notes = ['', 'Bread and milk', 'Łódź', 'May flowers', '1984', '12.50', 'Bread | butter']

const asked = [
  ...['bread', 'lodz', 'cafe', 'may', '12.50', '>50', '5..20', 'milk groceries', '1984', 'no such'],
  ...['november 2026', '2026-10-05', 'this month', '"may"', 'cafes >20', 'today'],
]

const expense = (more: Partial<Row<'expense'>>): Row<'expense'> => ({
  ...{ spaceId: wallets[0], id: newId(), rev: 1, movedTo: null, deletedAt: null },
  ...{ createdAt: '2026-11-23T10:20:00Z', createdBy: me, updatedAt: '', updatedBy: me },
  ...{ amount: 350, currency: 'EUR', rate: null, payers: null, split: null },
  ...{ date: '2026-11-23', categoryId: 'groceries', note: '' },
  ...more,
})

/** A device that holds these, written as an answer of the server is. */
async function deviceWith(rows: readonly Row<'expense'>[], name = newId()): Promise<Replica> {
  const replica = await Replica.open(name)
  await put(replica, rows)
  return replica
}

async function put(replica: Replica, rows: readonly Row<'expense'>[]): Promise<void> {
  await replica.write('relaxed', async (_, written) => {
    for (const row of rows) {
      await written.put('expense', row, await written.get('expense', row))
    }
  })
}

const wantedFor = (q: string, within?: string[]) => ({
  search: readSearch(q, {
    ...{ currency: 'EUR', today: '2026-11-23', locale: 'en-GB' },
    ...{ firstWeekday: 1, monthStartsOn: 1 },
  }),
  within: within && new Set(within),
  names: new Map([...categories].map(([id, name]) => [id, foldText(name)])),
})

/** Fails where any search finds by the columns what it does not find among the rows. */
async function expectAlike(replica: Replica): Promise<void> {
  for (const walletId of wallets) {
    for (const [at, q] of asked.entries()) {
      const wanted = wantedFor(q, at % 3 === 0 ? ['cafe', 'may'] : undefined)
      const found = await foundIn(replica, walletId, wanted)
      expect(found, q).toEqual(await foundAmongRows(replica, walletId, wanted))
    }
  }
  await expectColumns(replica)
}

const drawn = fc.record({
  note: fc.constantFrom(...notes),
  amount: fc.constantFrom(350, -350, 1250, 5000, 7777, 10 ** 13),
  date: fc.integer({ min: 0, max: 75 }).map((days) => addDays('2026-11-23', -days)),
  categoryId: fc.constantFrom(...categories.keys(), 'unknown'),
  createdBy: fc.constantFrom(me, other),
  spaceId: fc.constantFrom(...wallets),
})
const act = fc.oneof(
  { weight: 3, arbitrary: fc.record({ add: fc.array(drawn, { minLength: 1, maxLength: 6 }) }) },
  { weight: 4, arbitrary: fc.record({ edit: fc.nat(), to: drawn, back: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ remove: fc.nat(), forGood: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ crowd: fc.nat(75), size: fc.integer({ min: 300, max: 700 }) }),
  },
  { weight: 1, arbitrary: fc.record({ drop: fc.constantFrom(...wallets) }) },
)
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never

async function play(replica: Replica, one: Act): Promise<void> {
  const all = (await replica.store.getAll('expense')).map(({ day: _, ...row }) => row)
  if ('add' in one) return put(replica, one.add.map(expense))
  if ('crowd' in one) {
    const date = addDays('2026-11-23', -one.crowd)
    return put(
      replica,
      Array.from({ length: one.size }, (_, at) => expense({ date, amount: at, note: `${at}` })),
    )
  }
  if ('drop' in one) return replica.write('relaxed', (_, rows) => rows.dropSpace(one.drop))
  const row = all[('edit' in one ? one.edit : one.remove) % (all.length || 1)]
  if (!row) return
  await replica.write('relaxed', async (_, rows) => {
    if ('edit' in one) {
      const { spaceId: __, ...to } = one.to
      const edited = { ...row, ...to, deletedAt: null }
      await rows.put('expense', edited, row)
      // As a change that is taken back, in the same transaction as another one comes.
      if (one.back) await rows.put('expense', row, edited)
    } else if (one.forGood) await rows.remove('expense', row, row)
    else await rows.put('expense', { ...row, deletedAt: '2026-11-24T00:00:00Z' }, row)
  })
}

describe('the columns of a device', () => {
  it('find what the rows hold, whatever was written, edited, taken back, deleted or dropped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 14 }), async (acts) => {
        const replica = await deviceWith([])
        for (const one of acts) {
          await play(replica, one)
          await expectColumns(replica)
        }
        await expectAlike(replica)
        replica.store.close()
      }),
      { numRuns: 25 },
    )
  }, 120_000)

  it('are packed from the rows on a device of an older version, whose waiting changes stay', async () => {
    const name = newId()
    const rows = Array.from({ length: 700 }, (_, at) =>
      expense({ date: addDays('2026-11-23', -(at % 70)), note: notes[at % notes.length] ?? '' }),
    )
    const entry = { n: 1, id: newId(), name: 'expense.delete', args: {}, summary: '', at: '' }
    const cookie = { [wallets[0]]: { rev: 7, mark: null } }
    await asBefore(name, rows, { entry: { ...entry, state: 'queued' }, meta: { cookie } })
    const replica = await Replica.open(name)
    expect(await replica.outbox()).toMatchObject([entry])
    expect((await replica.meta()).cookie).toEqual(cookie)
    expect(await replica.store.count('columns')).toBe(0)
    // A save into a month that is not packed, and into one that is new.
    await put(replica, [expense({ note: 'milk' }), expense({ date: '2025-01-31', note: 'milk' })])
    await replica.write('relaxed', (_, written) =>
      written.remove('expense', rows[3] as Row<'expense'>, rows[3]),
    )
    const wanted = wantedFor('milk')
    const found = await foundIn(replica, wallets[0], wanted)
    expect(found).toEqual(await foundAmongRows(replica, wallets[0], wanted))
    expect(found?.count).toBeGreaterThan(100)
    await expectAlike(replica)
  })

  it('are packed by themselves once the device has time', async () => {
    const name = newId()
    await asBefore(name, [expense({}), expense({ date: '2024-02-29', spaceId: wallets[1] })], {})
    const replica = await Replica.open(name)
    await Promise.all([replica.prepare(), put(replica, [expense({ note: 'meanwhile' })])])
    expect(await replica.store.count('columns')).toBe(2)
    await expectAlike(replica)
  })

  it('of another version are packed anew, and nothing is written into them before', async () => {
    const replica = await deviceWith([expense({ note: 'bread' }), expense({ amount: 5100 })])
    const [month, columns] = await Promise.all([
      replica.store.getAll('month'),
      replica.store.getAll('columns'),
    ])
    for (const one of month) await replica.store.put('month', { ...one, columns: 0 })
    // This version can read nothing of them.
    for (const { spaceId, since, sinceId } of columns) {
      await replica.store.put('columns', { spaceId, since, sinceId } as Columns)
      await replica.store.put('columns', { spaceId, since: '2026-11-02', sinceId } as Columns)
    }
    await put(replica, [expense({ note: 'more bread' })])
    await expectAlike(replica)
  })

  it('name another version as soon as texts are folded in another way', () => {
    const folded = ['  Łódź ', 'ＣAFÉ', '١٩٨٤', 'Straße', 'milk\u00adshake', '“x”'].map(foldText)
    // Devices hold texts that were folded so: with other ones `columnsVersion` must be another too.
    const held = ['lodz', 'cafe', '1984', 'strasse', 'milkshake', '"x"']
    expect([columnsVersion, folded]).toEqual([1, held])
  })

  it('are one record of a save’s month, however many expenses the month has', async () => {
    const records: number[] = []
    for (const size of [100, 3000]) {
      const rows = Array.from({ length: size }, (_, at) =>
        expense({ date: addDays('2026-11-01', at % 30), note: `${at}` }),
      )
      const replica = await deviceWith(rows)
      const written = await writesTo('columns', () => put(replica, [expense({ note: 'one more' })]))
      records.push(written.length)
      for (const record of written) expect(record.amounts.length).toBeLessThanOrEqual(512)
      const again = rows.slice(0, 1)
      expect(await writesTo('columns', () => put(replica, again)), 'nothing new').toEqual([])
      await expectColumns(replica)
    }
    expect(records).toEqual([1, 1])
  })

  it('cost a search the months and no rows', async () => {
    for (const [count, most] of [
      [100, 10],
      [5000, 30],
    ] as const) {
      const rows = Array.from({ length: count }, (_, at) =>
        expense({ date: addDays('2026-11-23', -(at % 90)), note: notes[at % notes.length] ?? '' }),
      )
      const replica = await deviceWith(rows)
      const read = await readsOf(() => foundIn(replica, wallets[0], wantedFor('bread')))
      expect(read.expense ?? 0).toBe(0)
      expect(read.month).toBe(4)
      expect(read.columns).toBeLessThanOrEqual(most)
    }
  })
})

/** A database as an older version has left it: without columns. */
async function asBefore(
  name: string,
  rows: readonly Row<'expense'>[],
  { entry, meta = {} }: { entry?: object; meta?: object },
): Promise<void> {
  const filled = await deviceWith(rows)
  const database = await openDB(name, 3, {
    upgrade(older) {
      for (const store of storeNames.filter((one) => one !== 'columns')) {
        const options = { keyPath: ['spaceId', 'id'] as string | string[] }
        if (store === 'month') options.keyPath = ['spaceId', 'month']
        if (store === 'shadow') options.keyPath = ['entity', 'spaceId', 'id']
        if (store === 'outbox') options.keyPath = 'n'
        if (store === 'aside') options.keyPath = ['until', 'spaceId', 'part']
        const made = older.createObjectStore(store, store === 'meta' ? {} : options)
        if (store === 'expense') made.createIndex('day', ['spaceId', 'day', 'id'])
      }
    },
  })
  for (const row of await filled.store.getAll('expense')) await database.put('expense', row)
  for (const { columns: _, ...month } of await filled.store.getAll('month')) {
    await database.put('month', month)
  }
  if (entry) await database.put('outbox', entry)
  await database.put('meta', { ...(await filled.meta()), ...meta }, 'device')
  database.close()
  filled.store.close()
}

/** What some work puts into a store. */
async function writesTo(store: string, work: () => Promise<unknown>): Promise<Columns[]> {
  const written: Columns[] = []
  const { put } = IDBObjectStore.prototype
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args
  ) {
    if (this.name === store) written.push(args[0])
    return put.apply(this, args)
  })
  await work()
  spy.mockRestore()
  return written
}

/** How many records some work reads of each store. */
async function readsOf(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const read: Record<string, number> = {}
  const spies = [IDBObjectStore, IDBIndex].map(({ prototype }) => {
    const { getAll } = prototype
    return vi.spyOn(prototype, 'getAll').mockImplementation(function (this: never, ...args) {
      const request = getAll.apply(this, args as never)
      const { name } =
        (this as { objectStore?: IDBObjectStore }).objectStore ?? (this as IDBObjectStore)
      request.addEventListener('success', () => {
        read[name] = (read[name] ?? 0) + request.result.length
      })
      return request
    })
  })
  await work()
  for (const spy of spies) spy.mockRestore()
  return read
}
