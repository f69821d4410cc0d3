import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { users } from '@/db/schema/accounts'
import { newId } from '@/lib/core/ids'
import { conflictId } from '@/lib/domain/conflicts/schema'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { expectAsOnServer } from '@/tests/support/as-on-server'
import { backups, expenseOnServer } from '@/tests/support/backups'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase, query } from '@/tests/support/each-database'
import { firstCategory, newExpense, newNote, type Person } from '@/tests/support/people'

onEachDatabase(() => {
  const { path, backUp, putBack } = backups()
  let ada: Person
  let phone: TestDevice
  let tablet: TestDevice

  beforeEach(async () => {
    ada = await makeSyncingPerson()
    phone = await openDevice(ada.userId)
    tablet = await openDevice(ada.userId)
    await phone.sync()
    await tablet.sync()
  })

  const rest = async (name: Parameters<typeof execute>[1], args: unknown) =>
    execute(await systemCtx(ada.userId), name, args)
  async function add(device: TestDevice, note: string, amount = 100): Promise<string> {
    const args = newExpense(ada, { note, amount })
    await device.replica.mutate('expense.create', args, note)
    return args.id
  }
  const pay = (id: string, from: number, to: number) => ({
    ...{ walletId: ada.walletId, id },
    changes: { money: { from: { amount: from }, to: { amount: to } } },
  })
  const onServer = (id: string) => expenseOnServer(ada.walletId, id)
  async function untilQuiet() {
    for (const one of [phone, tablet, phone, tablet]) await one.sync()
    await expectAsOnServer(phone, ada.userId)
    await expectAsOnServer(tablet, ada.userId)
  }

  it('everything that any device had seen is on the server again, of whoever it was', async () => {
    const kept = await add(phone, 'before')
    const edited = await add(phone, 'edited')
    const removed = await add(phone, 'removed')
    await untilQuiet()
    const file = await backUp()
    // What the copy will not know: of a third device, of a script, and of these two.
    const third = await openDevice(ada.userId)
    await third.sync()
    const ofThird = await add(third, 'of the third')
    await third.sync()
    const ofScript = newExpense(ada, { note: 'of a script' })
    await rest('expense.create', ofScript)
    await phone.replica.mutate('expense.update', pay(edited, 100, 777), '')
    await tablet.replica.mutate(
      'expense.delete',
      { walletId: ada.walletId, id: removed, seen: {} },
      '',
    )
    const coffee = newId()
    const fields = {
      ...{ name: 'Coffee', icon: 'coffee', color: 'teal', position: 11 },
      ...{ archived: false, mergedInto: null },
    }
    await phone.replica.mutate(
      'category.create',
      { walletId: ada.walletId, id: coffee, fields },
      '',
    )
    await untilQuiet()
    const waiting = await add(phone, 'waiting')

    await putBack(file)
    expect(await onServer(ofThird)).toBeUndefined()
    expect((await onServer(edited))?.amount).toBe(100)
    await untilQuiet()
    expect(await onServer(kept)).toMatchObject({ note: 'before', deletedAt: null })
    expect(await onServer(edited)).toMatchObject({ amount: 777 })
    expect((await onServer(removed))?.deletedAt).toBeTruthy()
    expect(await onServer(ofThird)).toMatchObject({ note: 'of the third' })
    expect(await onServer(ofScript.id)).toMatchObject({ note: 'of a script' })
    expect(await onServer(waiting)).toMatchObject({ note: 'waiting' })
    expect(await phone.replica.outbox()).toEqual([])
    expect(await phone.replica.store.count('conflict')).toBe(0)
    const fresh = await openDevice(ada.userId)
    await fresh.sync()
    expect(await fresh.rows()).toEqual(await phone.rows())
  })

  it('of two devices the one that has seen more wins, whichever comes first', async () => {
    const first = await add(phone, 'first')
    const second = await add(phone, 'second')
    await untilQuiet()
    const file = await backUp()
    await phone.replica.mutate('expense.update', pay(first, 100, 200), '')
    await phone.replica.mutate('expense.update', pay(second, 100, 200), '')
    await untilQuiet()
    await tablet.replica.mutate('expense.update', pay(first, 200, 300), '')
    await tablet.sync()
    await phone.sync()
    await phone.replica.mutate('expense.update', pay(second, 200, 300), '')
    await phone.sync()
    await putBack(file)
    // The tablet has not seen the last edit of the second.
    await untilQuiet()
    expect([(await onServer(first))?.amount, (await onServer(second))?.amount]).toEqual([300, 300])
    expect(await phone.replica.store.count('conflict')).toBe(0)
  })

  it('an expense that was edited since keeps that, takes what it has not touched, and asks about the rest', async () => {
    const id = await add(phone, 'start')
    await untilQuiet()
    const file = await backUp()
    await phone.replica.mutate('expense.update', pay(id, 100, 200), '')
    await phone.replica.mutate(
      'expense.update',
      newNote(ada.walletId, id, 'start', 'lost note'),
      '',
    )
    await phone.sync()
    await putBack(file)
    await rest('expense.update', pay(id, 100, 999))
    await untilQuiet()
    expect(await onServer(id)).toMatchObject({ amount: 999, note: 'lost note' })
    const question = await phone.replica.store.get('conflict', [
      ada.walletId,
      conflictId(id, 'money'),
    ])
    expect(question?.kept).toMatchObject([{ values: { amount: 200 }, via: 'recovery' }])
  })

  it('a device that had seen less adds nothing, even once the expense was edited again', async () => {
    const id = await add(phone, 'start')
    await untilQuiet()
    const file = await backUp()
    await phone.replica.mutate('expense.update', pay(id, 100, 200), '')
    await untilQuiet()
    await phone.replica.mutate('expense.update', pay(id, 200, 300), '')
    await phone.sync()
    await putBack(file)
    await phone.sync()
    await phone.replica.mutate('expense.update', newNote(ada.walletId, id, 'start', 'later'), '')
    await phone.sync()
    await untilQuiet()
    expect(await onServer(id)).toMatchObject({ amount: 300, note: 'later' })
    expect(await phone.replica.store.count('conflict')).toBe(0)
  })

  it('a wallet made since then is made again, with all that is in it', async () => {
    const file = await backUp()
    const walletId = newId()
    const fields = { name: 'New', currency: 'EUR' }
    const categories = [
      {
        id: newId(),
        fields: {
          ...{ name: 'All', icon: 'coffee', color: 'teal', position: 1 },
          ...{ archived: false, mergedInto: null },
        },
      },
    ]
    await phone.replica.mutate('wallet.create', { walletId, fields, categories }, '')
    const place = { walletId, categoryId: categories[0]?.id ?? '' }
    await phone.replica.mutate('expense.create', newExpense(place, { note: 'in it' }), '')
    await untilQuiet()
    await putBack(file)
    await untilQuiet()
    const rows = await query(`select note from expenses where space_id = '${walletId}'`)
    expect(rows).toEqual([{ note: 'in it' }])
    await phone.replica.mutate('expense.create', newExpense(place), '')
    await untilQuiet()
  })

  it('what the lost life had taken, but not told, is sent again and there once', async () => {
    const file = await backUp()
    const cut = await openDevice(ada.userId, {
      line: async (request, send) => {
        const reply = await send(request)
        // The answer says that it was taken, but brings no rows yet.
        return request.mutations.length > 0
          ? { ...reply, changes: {}, cookie: request.cookie, more: false }
          : reply
      },
    })
    await cut.sync()
    const id = await add(cut, 'taken')
    await cut.engine.kick()
    expect((await cut.replica.outbox()).map(({ state }) => state)).toEqual(['sent'])
    await putBack(file)
    expect(await onServer(id)).toBeUndefined()
    await cut.sync()
    await cut.sync()
    expect(await onServer(id)).toMatchObject({ note: 'taken' })
    expect(await cut.replica.outbox()).toEqual([])
  })

  it('two restores later a device that slept through both brings back what it knows', async () => {
    const file = await backUp()
    const lost = await add(phone, 'before the first')
    await phone.sync()
    await putBack(file)
    const between = await add(tablet, 'between')
    await tablet.sync()
    const second = await backUp()
    const later = await add(tablet, 'after the second')
    await tablet.sync()
    await putBack(second)
    await untilQuiet()
    for (const id of [lost, between, later]) expect(await onServer(id)).toBeDefined()
    // The oldest copy, once more.
    await putBack(file)
    await untilQuiet()
    for (const id of [lost, between, later]) expect(await onServer(id)).toBeDefined()
  })

  it('a row cut from the middle of the file, or no backup at all, changes nothing', async () => {
    const id = await add(phone, 'stays')
    await phone.sync()
    const { readFile, writeFile } = await import('node:fs/promises')
    const whole = await readFile(await backUp())
    const broken = path('broken.gz')
    await writeFile(broken, whole.subarray(0, whole.length / 2))
    await expect(putBack(broken)).rejects.toThrow(/not a whole backup/)
    await writeFile(broken, 'nothing')
    await expect(putBack(broken)).rejects.toThrow(/not a whole backup/)
    expect(await onServer(id)).toMatchObject({ note: 'stays' })
    await phone.sync()
  })

  it('a device brings back nothing of wallets that are not its own', async () => {
    const bob = await makeSyncingPerson()
    const { cookie: _, ...meta } = await phone.replica.meta()
    await putBack(await backUp())
    const { answerRecover } = await import('@/lib/server/sync/recover')
    const row = {
      ...{ spaceId: bob.walletId, id: newId(), rev: 7, ...newExpense(bob).fields },
      ...{ createdAt: new Date().toISOString(), createdBy: ada.userId },
      ...{ updatedAt: new Date().toISOString(), updatedBy: ada.userId },
      ...{ deletedAt: null, movedTo: null, categoryId: firstCategory(bob.walletId) },
    }
    await answerRecover(await systemCtx(ada.userId), {
      ...{ protocol: 1, epoch: meta.epoch, userId: ada.userId, clientId: meta.clientId },
      spaces: [],
      rows: [{ entity: 'expense', row }],
    })
    expect(await onServer(row.id)).toBeUndefined()
    expect(await query(`select 1 from expenses where space_id = '${bob.walletId}'`)).toEqual([])
  })

  describe('on an empty database', () => {
    it('no device loses a row, and a new account of the same person does not make it forget', async () => {
      await add(phone, 'kept')
      await phone.sync()
      const before = await phone.rows()
      await database().delete(users).where(eq(users.id, ada.userId))
      const other = await makeSyncingPerson()
      const { answerSync } = await import('@/lib/server/sync/answer')
      const { epoch, clientId, cookie } = await phone.replica.meta()
      const request = { protocol: 1, epoch, userId: ada.userId, clientId, cookie, mutations: [] }
      await expect(answerSync(await systemCtx(other.userId), request)).rejects.toMatchObject({
        code: 'unknown_account',
      })
      expect(await phone.rows()).toEqual(before)
    })
  })
})
