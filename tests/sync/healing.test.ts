import { and, eq } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { database } from '@/db/client'
import { conflicts } from '@/db/schema/conflicts'
import { newId } from '@/lib/core/ids'
import { deletion } from '@/lib/domain/conflicts/rules'
import { conflictId } from '@/lib/domain/conflicts/schema'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { answerRecover } from '@/lib/server/sync/recover'
import { backups, expenseOnServer } from '@/tests/support/backups'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase, query } from '@/tests/support/each-database'
import { codeOf, firstCategory, join, newExpense, type Person } from '@/tests/support/people'

onEachDatabase(() => {
  const { backUp, putBack } = backups()
  let ada: Person
  let phone: TestDevice

  beforeEach(async () => {
    ada = await makeSyncingPerson()
    phone = await openDevice(ada.userId)
    await phone.sync()
  })

  const place = (id: string) => ({ walletId: ada.walletId, id })
  const pay = (id: string, from: number, to: number) => ({
    ...place(id),
    changes: { money: { from: { amount: from }, to: { amount: to } } },
  })
  const script = async (name: Parameters<typeof execute>[1], args: unknown) =>
    execute(await systemCtx(ada.userId), name, args)
  async function added(amount = 100): Promise<string> {
    const args = newExpense(ada, { amount })
    await phone.replica.mutate('expense.create', args, '')
    await phone.sync()
    return args.id
  }
  const onServer = (id: string) => expenseOnServer(ada.walletId, id)
  async function questionOf(id: string, unit: string) {
    const [row] = await database()
      .select()
      .from(conflicts)
      .where(and(eq(conflicts.spaceId, ada.walletId), eq(conflicts.id, conflictId(id, unit))))
    return row?.kept.map(({ values }) => values)
  }

  it('a deletion that was lost stands again, and asks about the edit that did not know of it', async () => {
    const id = await added()
    const file = await backUp()
    await phone.replica.mutate('expense.delete', { ...place(id), seen: { amount: 100 } }, '')
    await phone.sync()
    await putBack(file)
    await script('expense.update', pay(id, 100, 250))
    await phone.sync()
    expect(await onServer(id)).toMatchObject({ amount: 250, deletedAt: expect.any(String) })
    expect(await questionOf(id, deletion)).toMatchObject([{ amount: 250 }])
  })

  it('an edit that was lost is asked about where the expense was deleted since', async () => {
    const id = await added()
    const file = await backUp()
    await phone.replica.mutate('expense.update', pay(id, 100, 300), '')
    await phone.sync()
    await putBack(file)
    await script('expense.delete', { ...place(id), seen: { amount: 100 } })
    await phone.sync()
    expect(await onServer(id)).toMatchObject({ amount: 300, deletedAt: expect.any(String) })
    expect(await questionOf(id, deletion)).toMatchObject([{ amount: 300 }])
  })

  it('of two devices that know different lives neither undoes what the other knows: somebody is asked', async () => {
    const tablet = await openDevice(ada.userId)
    const file = await backUp()
    const id = await added()
    await tablet.sync()
    await phone.replica.mutate('expense.update', pay(id, 100, 300), '')
    await phone.sync()
    await putBack(file)
    // Of the life between only the tablet knows, and it had seen less.
    await tablet.sync()
    await putBack(file)
    await tablet.sync()
    await phone.sync()
    expect(await onServer(id)).toMatchObject({ amount: 100 })
    expect(await questionOf(id, 'money')).toMatchObject([{ amount: 300 }])
  })

  it('an expense that has no place any more is set aside on its device, and all else goes on', async () => {
    const file = await backUp()
    const id = await added(700)
    await putBack(file)
    const currency = { from: { currency: 'EUR' }, to: { currency: 'CHF' } }
    await script('wallet.update', { walletId: ada.walletId, changes: { currency } })
    await phone.sync()
    expect(await onServer(id)).toBeUndefined()
    const [entry, ...more] = await phone.replica.outbox()
    expect(more).toEqual([])
    expect(entry).toMatchObject({
      ...{ name: 'expense.create', state: 'refused', refusal: { code: 'recovery' } },
      ...{ summary: 'Add 7.00 EUR', args: { id, fields: { amount: 700, currency: 'EUR' } } },
    })
    await phone.sync()
    expect(await phone.replica.countNotSent()).toBe(1)
  })

  it('a wallet that holds expenses keeps its currency, and what stands in the trash needs none', async () => {
    const id = await added()
    const file = await backUp()
    await phone.replica.mutate('expense.delete', { ...place(id), seen: { amount: 100 } }, '')
    const currency = { from: { currency: 'EUR' }, to: { currency: 'CHF' } }
    const args = { walletId: ada.walletId, changes: { currency } }
    await phone.replica.mutate('wallet.update', args, '')
    await phone.sync()
    await putBack(file)
    await phone.sync()
    expect((await onServer(id))?.deletedAt).toBeTruthy()
    const rows = await query(`select currency from wallets where space_id = '${ada.walletId}'`)
    expect(rows).toEqual([{ currency: 'EUR' }])
  })

  it('who only looks on has nothing to bring, and nothing is set aside for it', async () => {
    const bob = await makeSyncingPerson()
    await join(ada.walletId, bob.userId, 'viewer')
    const file = await backUp()
    await added()
    const watching = await openDevice(bob.userId)
    await watching.sync()
    expect(await watching.replica.store.count('expense')).toBe(1)
    await putBack(file)
    await watching.sync()
    expect(await watching.replica.outbox()).toEqual([])
  })

  it('what may be only on a device is counted until the device has brought it', async () => {
    const file = await backUp()
    await added()
    await putBack(file)
    await phone.replica.noteLoss()
    expect(await phone.replica.countNotSent()).toBe(1)
    expect(await phone.replica.wipe({ onlySent: true })).toBe(false)
    await phone.sync()
    expect(await phone.replica.countNotSent()).toBe(0)
    expect(await phone.replica.wipe({ onlySent: true })).toBe(true)
    expect((await phone.replica.meta()).account).toBeNull()
  })

  it("somebody else's sign-in does not remove what a restored server may have lost", async () => {
    const file = await backUp()
    await added()
    await putBack(file)
    const other = await makeSyncingPerson()
    const { answerSync } = await import('@/lib/server/sync/answer')
    const { epoch, clientId, cookie } = await phone.replica.meta()
    const request = { protocol: 1, epoch, userId: ada.userId, clientId, cookie, mutations: [] }
    expect(await codeOf(answerSync(await systemCtx(other.userId), request))).toBe('unknown_account')
  })

  it('an editor plants no question that would make them more, and none that is there already is settled', async () => {
    const { epoch } = await phone.replica.meta()
    await putBack(await backUp())
    const bob = await makeSyncingPerson()
    await join(ada.walletId, bob.userId, 'editor')
    const at = new Date().toISOString()
    const subject = { entity: 'member', rowId: bob.userId, unit: 'role' }
    const values = { role: 'owner' }
    const kept = [{ values, by: ada.userId, client: null, via: 'rest', at }]
    const id = conflictId(bob.userId, 'role')
    const row = {
      ...{ spaceId: ada.walletId, id, rev: 1, ...subject, kept },
      ...{ createdAt: at, createdBy: ada.userId, updatedAt: at, updatedBy: ada.userId },
      ...{ deletedAt: null, movedTo: null },
    }
    const clientId = newId()
    const reply = await answerRecover(await systemCtx(bob.userId), {
      ...{ protocol: 1, epoch, userId: bob.userId, clientId, spaces: [] },
      rows: [{ entity: 'conflict', row }],
    })
    expect(reply.refused).toEqual([id])
    await database().insert(conflicts).values(row)
    const ctx = await systemCtx(bob.userId)
    const seen = { present: { role: 'editor' }, kept: [values] }
    const args = { walletId: ada.walletId, id, value: values, seen }
    expect(await codeOf(execute(ctx, 'conflict.resolve', args))).toBe('invalid')
    const roles = await query(
      `select role from members where space_id = '${ada.walletId}' and id = '${bob.userId}'`,
    )
    expect(roles).toEqual([{ role: 'editor' }])
  })

  it('who made an expense, and when, no device changes', async () => {
    const id = await added()
    const { epoch } = await phone.replica.meta()
    await putBack(await backUp())
    const now = await onServer(id)
    const {
      healedRev: _,
      healedEpoch: __,
      ...row
    } = { ...now, amount: 5, createdBy: newId(), rev: 900_000 }
    await answerRecover(await systemCtx(ada.userId), {
      ...{ protocol: 1, epoch, userId: ada.userId, clientId: newId(), spaces: [] },
      rows: [{ entity: 'expense', row }],
    })
    expect(await onServer(id)).toMatchObject({ amount: 5, createdBy: ada.userId })
    expect(firstCategory(ada.walletId)).toBe(now?.categoryId)
  })
})
