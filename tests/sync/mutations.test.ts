import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/core/ids'
import type { EntityName } from '@/lib/domain/entities'
import { entities } from '@/lib/domain/entities'
import { fieldNames } from '@/lib/domain/entity'
import type { MutationName } from '@/lib/domain/mutations'
import { expectAsOnServer } from '@/tests/support/as-on-server'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase } from '@/tests/support/each-database'
import { firstCategory, makeWallet, newExpense, newNote, type Person } from '@/tests/support/people'

onEachDatabase(() => {
  let ada: Person
  let device: TestDevice

  beforeAll(async () => {
    ada = await makeSyncingPerson()
    device = await openDevice(ada.userId)
    await device.sync()
  })

  const make = (name: MutationName, args: unknown) => device.replica.mutate(name, args, name)

  describe('every mutation leaves the same rows on the device as on the server', () => {
    it('one after the other, offline, then synced; and a fresh device sees what this one has', async () => {
      const { userId, walletId, categoryId } = ada
      const other = await makeWallet(userId)
      await device.sync()
      const milk = newExpense(ada, { note: 'milk', amount: 101 })
      const rent = newExpense(ada, { note: 'rent', amount: 90_000 })
      const moved = newId()
      const coffee = newId()
      const tea = newId()
      const third = newId()
      const fields = {
        icon: 'coffee',
        color: 'teal',
        position: 11,
        archived: false,
        mergedInto: null,
      }
      const key = { walletId }
      const steps: [MutationName, unknown][] = [
        [
          'settings.update',
          {
            userId,
            changes: { timeZone: { from: { timeZone: 'UTC' }, to: { timeZone: 'Asia/Tokyo' } } },
          },
        ],
        ['settings.report', { userId, firstWeekday: 7 }],
        [
          'wallet.create',
          { walletId: third, fields: { name: 'Third', currency: 'JPY' }, categories: [] },
        ],
        [
          'wallet.update',
          { walletId: third, changes: { name: { from: { name: 'Third' }, to: { name: 'Yen' } } } },
        ],
        ['category.create', { ...key, id: coffee, fields: { name: 'Coffee', ...fields } }],
        ['category.create', { ...key, id: tea, fields: { name: ' cofFEE', ...fields } }],
        [
          'category.update',
          {
            ...key,
            id: coffee,
            changes: { name: { from: { name: 'Coffee' }, to: { name: 'Cafés' } } },
          },
        ],
        ['expense.create', milk],
        ['expense.create', { ...rent, fields: { ...rent.fields, categoryId: coffee } }],
        ['expense.update', newNote(walletId, milk.id, 'milk', 'oat milk')],
        [
          'expense.update',
          {
            ...key,
            id: milk.id,
            changes: {
              money: { from: { amount: 101 }, to: { amount: 202 } },
              date: { from: { date: '2026-11-23' }, to: { date: '2026-10-01' } },
            },
          },
        ],
        ['category.delete', { ...key, id: coffee, seen: {} }],
        ['category.place', { ...key, id: coffee, after: categoryId }],
        ['category.delete', { ...key, id: tea, seen: {} }],
        ['category.restore', { ...key, id: tea }],
        ['expense.delete', { ...key, id: rent.id, seen: { note: 'rent' } }],
        ['expense.restore', { ...key, id: rent.id }],
        ['expense.delete', { ...key, id: rent.id, seen: { note: 'rent' } }],
        [
          'expense.move',
          {
            ...key,
            id: milk.id,
            to: { walletId: other, id: moved, categoryId: firstCategory(other) },
          },
        ],
        [
          'expense.update',
          {
            walletId: other,
            id: moved,
            changes: {
              category: {
                from: { categoryId: firstCategory(other) },
                to: { categoryId: firstCategory(other) },
              },
            },
          },
        ],
      ]
      for (const [name, args] of steps) await make(name, args)
      expect(categoryId).toBeTruthy()
      const here = await device.rows()
      await device.sync()
      expect((await device.replica.outbox()).map(({ refusal, name }) => [name, refusal])).toEqual(
        [],
      )
      const after = await device.rows()
      for (const name of Object.keys(entities) as EntityName[]) {
        expect(fieldsOf(name, here[name] ?? []), name).toEqual(fieldsOf(name, after[name] ?? []))
      }
      expect(here.month).toEqual(after.month)
      await expectAsOnServer(device, userId)

      const fresh = await openDevice(userId)
      await fresh.sync()
      expect(await fresh.rows()).toEqual(await device.rows())
    })

    it('a deleted wallet leaves the device', async () => {
      const walletId = await makeWallet(ada.userId)
      await device.sync()
      expect(await device.replica.store.get('wallet', [walletId, walletId])).toBeDefined()
      await make('wallet.delete', { walletId, seen: {} })
      await device.sync()
      expect(await device.replica.store.get('wallet', [walletId, walletId])).toBeUndefined()
      const categories = await device.replica.store.getAll('category')
      expect(categories.filter(({ spaceId }) => spaceId === walletId)).toEqual([])
    })
  })
})

/** Rows without what the server stamps: the fields, and whether they live. */
function fieldsOf(entity: EntityName, rows: readonly unknown[]) {
  const names = ['spaceId', 'id', 'movedTo', ...fieldNames(entities[entity].units)]
  return (rows as Record<string, unknown>[]).map((row) => ({
    ...Object.fromEntries(names.map((name) => [name, row[name]])),
    deleted: row.deletedAt !== null,
  }))
}
