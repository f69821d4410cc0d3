import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Replica } from '@/lib/client/replica'
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
  await expectColumns(replica)
  for (const walletId of wallets) {
    for (const [at, q] of asked.entries()) {
      const wanted = wantedFor(q, at % 3 === 0 ? ['cafe', 'may'] : undefined)
      const found = await foundIn(replica, walletId, wanted)
      expect(found, q).toEqual(await foundAmongRows(replica, walletId, wanted))
    }
  }
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
})
