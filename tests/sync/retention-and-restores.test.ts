import { beforeEach, expect, it } from 'vitest'
import { readInbox } from '@/lib/client/inbox/inbox'
import { backups, expenseOnServer } from '@/tests/support/backups'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase, query } from '@/tests/support/each-database'
import { oldWallet } from '@/tests/support/old-wallet'
import { newNote, type Person } from '@/tests/support/people'

onEachDatabase(() => {
  const { backUp, putBack } = backups()
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

  const { add, days, remove, run, script } = oldWallet(() => ada)

  const onServer = (id: string) => expenseOnServer(ada.walletId, id)
  const isHeld = async ({ replica }: TestDevice, id: string) =>
    (await replica.store.get('expense', [ada.walletId, id])) !== undefined

  it('nothing goes while devices may bring back what a restore has lost, and all of it once that is over', async () => {
    const id = await add('old')
    await remove(id)
    await days(401)
    const file = await backUp()
    // Restored and seen there by the tablet alone, which then sleeps.
    await query(`update expenses set deleted_at = now() where id = '${id}'`)
    await script('expense.restore', { walletId: ada.walletId, id })
    await tablet.sync()
    await putBack(file)
    await days(89)
    expect(await run()).toEqual({ waits: expect.any(String) })
    expect((await onServer(id))?.deletedAt).toBeTruthy()
    await tablet.sync()
    // It stays deleted, and is asked about: what it was deleted as is known here.
    expect((await onServer(id))?.deletedAt).toBeTruthy()
    expect((await readInbox(tablet.replica)).questions).toHaveLength(1)
    await days(2)
    expect(await run()).toMatchObject({ rows: expect.any(Number) })
  })

  it('a restore that goes through between two steps of a run is waited for, too', async () => {
    const id = await add('old')
    await remove(id)
    await days(401)
    await putBack(await backUp())
    const { purgeSpace } = await import('@/db/purge')
    const { database } = await import('@/db/client')
    const step = database().transaction((tx) => purgeSpace(tx, ada.walletId, 200))
    expect(await step).toEqual({ rows: 0, questions: 0, answers: 0 })
    expect(await onServer(id)).toBeDefined()
  })

  it('what has gone lives for no device that slept through two restores, and is kept on it', async () => {
    const empty = await backUp()
    const id = await add('of the first life')
    await tablet.sync()
    await phone.sync()
    await putBack(empty)
    // The phone brings it to the second life, where it is deleted and goes.
    await phone.sync()
    expect(await onServer(id)).toBeDefined()
    await remove(id)
    await days(401)
    await run()
    expect(await onServer(id)).toBeUndefined()
    await putBack(await backUp())
    await tablet.sync()
    expect(await onServer(id)).toBeUndefined()
    const { notSent } = await readInbox(tablet.replica)
    expect(notSent).toMatchObject([{ name: 'expense.create', refusal: { code: 'recovery' } }])
  })

  it('a device that slept through it is healed of what it has seen, and joins', async () => {
    await remove(await add('gone'))
    const file = await backUp()
    const lost = await add('lost')
    await tablet.sync()
    await putBack(file)
    await tablet.sync()
    expect(await onServer(lost)).toBeDefined()
    await days(401)
    await add('after')
    await run()
    await phone.sync()
    expect(await isHeld(phone, lost)).toBe(true)
    await phone.replica.mutate('expense.update', newNote(ada.walletId, lost, 'lost', 'found'), '')
    await phone.sync()
    await tablet.sync()
    expect(await onServer(lost)).toMatchObject({ note: 'found' })
    expect((await readInbox(tablet.replica)).questions).toEqual([])
  })
})
