import { expect, it } from 'vitest'
import { newId } from '@/lib/core/ids'
import { byPlace } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import type { MutationName } from '@/lib/domain/mutations'
import { expectAsOnServer } from '@/tests/support/as-on-server'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase } from '@/tests/support/each-database'
import { newExpense } from '@/tests/support/people'

onEachDatabase(() => {
  /** A person with two devices that know the ten ready categories, by name. */
  async function twoDevices() {
    const { userId, walletId } = await makeSyncingPerson()
    const mine = await openDevice(userId)
    const theirs = await openDevice(userId)
    await mine.sync()
    await theirs.sync()
    const idOf = new Map((await ordered(mine)).map(({ name, id }) => [name, id]))
    const make = (device: TestDevice, name: MutationName, args: object) =>
      device.replica.mutate(name, { walletId, ...args }, name)
    const place = (device: TestDevice, name: string, after: string | null) =>
      make(device, 'category.place', { id: idOf.get(name), after: after && idOf.get(after) })
    return { userId, walletId, mine, theirs, make, place, idOf }
  }

  async function ordered(device: TestDevice): Promise<Row<'category'>[]> {
    const all = (await device.rows()).category as Row<'category'>[]
    return all.filter((one) => !one.deletedAt && !one.mergedInto).sort(byPlace)
  }
  const names = async (device: TestDevice) => (await ordered(device)).map(({ name }) => name)

  it('sorted on two devices offline, categories end in one order, each where its mover put it, and nobody is asked', async () => {
    const { userId, mine, theirs, place } = await twoDevices()
    // Both need room where there is none, and so spread all of them out.
    await place(mine, 'Travel', 'Groceries')
    await place(theirs, 'Health', null)
    await place(theirs, 'Bills', 'Other')
    await mine.sync()
    await theirs.sync()
    await mine.sync()
    const wanted = ['Health', 'Groceries', 'Travel', 'Dining', 'Transport', 'Home', 'Shopping']
    expect(await names(mine)).toEqual([...wanted, 'Entertainment', 'Other', 'Bills'])
    expect(await names(theirs)).toEqual(await names(mine))
    expect((await mine.rows()).conflict).toEqual([])
    await expectAsOnServer(mine, userId)
  })

  it('a category that somebody used before its deletion arrived is taken back with it', async () => {
    const { userId, walletId, mine, theirs, make, idOf } = await twoDevices()
    const categoryId = idOf.get('Home') as string
    await theirs.replica.mutate('expense.create', newExpense({ walletId, categoryId }), '')
    await theirs.sync()
    await make(mine, 'category.delete', { id: categoryId, seen: {} })
    await make(mine, 'category.restore', { id: categoryId })
    await mine.sync()
    await theirs.sync()
    const home = await theirs.replica.store.get('category', [walletId, categoryId])
    expect(home).toMatchObject({ deletedAt: null, archived: false })
    await expectAsOnServer(mine, userId)
  })

  it('an order that follows a category deleted meanwhile is kept', async () => {
    const { userId, mine, theirs, make, place, idOf } = await twoDevices()
    await make(mine, 'category.delete', { id: idOf.get('Home'), seen: {} })
    await place(theirs, 'Other', 'Home')
    await mine.sync()
    await theirs.sync()
    expect((await names(theirs)).slice(0, 5)).toEqual([
      ...['Groceries', 'Dining', 'Transport', 'Other', 'Bills'],
    ])
    expect(await theirs.replica.outbox()).toEqual([])
    await expectAsOnServer(theirs, userId)
  })

  it('a deleted category comes back, but not onto a name that was taken meanwhile', async () => {
    const { userId, mine, theirs, make, idOf } = await twoDevices()
    const id = idOf.get('Home')
    await make(mine, 'category.delete', { id, seen: {} })
    await make(mine, 'category.restore', { id })
    expect(await names(mine)).toContain('Home')
    await make(mine, 'category.delete', { id, seen: {} })
    await mine.sync()
    await theirs.sync()
    const look = { icon: 'house', color: 'red', position: 5, archived: false, mergedInto: null }
    await make(theirs, 'category.create', { id: newId(), fields: { name: 'HOME', ...look } })
    await theirs.sync()
    await make(mine, 'category.restore', { id })
    await mine.sync()
    expect(await names(mine)).toContain('HOME')
    expect(await names(mine)).not.toContain('Home')
    expect((await mine.replica.outbox()).map(({ refusal }) => refusal?.code)).toEqual([
      'name_taken',
    ])
    await expect(make(mine, 'category.restore', { id })).rejects.toThrow('already has a category')
    await expectAsOnServer(mine, userId)
  })
})
