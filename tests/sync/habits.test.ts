import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { habitsBetween } from '@/lib/client/reads/habits'
import { Replica } from '@/lib/client/replica/replica'
import { addDays } from '@/lib/core/dates'
import { newId } from '@/lib/core/ids'
import { categoryOfNote } from '@/lib/domain/expenses/likely'

const today = '2026-11-23'
const [me, other, walletId] = [newId(), newId(), newId()]

type Written = { category: string; note?: string; date?: string; by?: string; deleted?: true }

/** A device on which some expenses were written; of the categories one is merged into Groceries, one archived. */
async function deviceWith(written: readonly Written[]): Promise<Replica> {
  const replica = await Replica.open(newId())
  const { store } = replica
  await store.put(
    'meta',
    { ...(await replica.meta()), account: { id: me, email: '', name: '' } },
    'device',
  )
  const stamps = { spaceId: walletId, rev: 1, movedTo: null, createdAt: `${today}T12:00:00Z` }
  const by = { createdBy: me, updatedAt: stamps.createdAt, updatedBy: me, deletedAt: null }
  const look = {
    icon: 'tag',
    color: 'slate',
    position: 0,
    archived: false,
    mergedInto: null,
  } as const
  for (const name of ['Groceries', 'Dining', 'Food', 'Old']) {
    const more = { archived: name === 'Old', mergedInto: name === 'Food' ? 'Groceries' : null }
    await store.put('category', { ...stamps, ...by, ...look, id: name, name, ...more })
  }
  const money = { amount: 350, currency: 'EUR', rate: null, payers: null, split: null }
  await replica.write('relaxed', async (_, rows) => {
    for (const { category, note = '', date = today, by: createdBy = me, deleted } of written) {
      const more = { id: newId(), categoryId: category, note, date, createdBy }
      const deletedAt = deleted ? stamps.createdAt : null
      await rows.put('expense', { ...stamps, ...by, ...money, ...more, deletedAt }, undefined)
    }
  })
  return replica
}

const learned = async (replica: Replica, days = 60) =>
  habitsBetween(replica, walletId, addDays(today, -days), today)

it('learns from what this person wrote, not from what other members did, nor from what was deleted', async () => {
  const device = await deviceWith([
    { category: 'Groceries', note: 'Lidl' },
    { category: 'Dining', note: 'Lidl', by: other },
    { category: 'Dining', note: 'Lidl', deleted: true },
    { category: 'Dining', note: 'Lidl', date: addDays(today, -61) },
    { category: 'Dining', note: 'Lidl', date: addDays(today, 1) },
  ])
  expect((await learned(device)).map(({ categoryId }) => categoryId)).toEqual(['Groceries'])
})

it('counts what was merged for what it was merged into, and nothing that is archived', async () => {
  const device = await deviceWith([
    { category: 'Food', note: 'Bakery' },
    { category: 'Old', note: 'Café' },
    { category: 'Old', note: 'Café' },
    { category: 'Dining', note: 'Café' },
    { category: 'Old', note: 'Records' },
  ])
  const past = await learned(device)
  const proposed = (note: string) => categoryOfNote(past, note, { today, hour: 12 })
  expect(proposed('bakery')).toBe('Groceries')
  expect(proposed('café')).toBe('Dining')
  expect(proposed('records')).toBeUndefined()
})

it('learns from each expense once, however many there are in a day', async () => {
  const many = Array.from({ length: 2100 }, (_, at) => ({
    ...{ category: 'Dining', note: `${at}` },
    date: addDays(today, -(at % 3)),
  }))
  const past = await learned(await deviceWith(many), 400)
  expect(new Set(past.map(({ note }) => note)).size).toBe(2100)
  expect(past).toHaveLength(2100)
})
