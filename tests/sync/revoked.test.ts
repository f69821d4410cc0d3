import { expect, it } from 'vitest'
import { SyncProblem } from '@/lib/client/syncing/engine'
import { newId } from '@/lib/core/ids'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase } from '@/tests/support/each-database'
import { newExpense, newNote, type Person } from '@/tests/support/people'

/** A device of a person whose session can be ended. */
async function openRevocable(person: Person) {
  const session = { over: false }
  const device = await openDevice(person.userId, {
    line: async (request, send) => {
      if (session.over) throw new SyncProblem('session_revoked', 'This device was signed out.')
      return send(request)
    },
    later: () => () => {},
  })
  await device.sync()
  return { device, session }
}

const add = (device: TestDevice, args: ReturnType<typeof newExpense>) =>
  device.replica.mutate('expense.create', args, 'add')

onEachDatabase(() => {
  it('a session that was ended leaves what is not sent, which its person finds again and sends', async () => {
    const person = await makeSyncingPerson()
    const { device, session } = await openRevocable(person)
    const { replica } = device
    const there = newExpense(person, { note: 'on the server' })
    await add(device, there)
    await device.sync()
    const taken = newExpense(person, { note: 'refused' })
    await execute(await systemCtx(person.userId), 'expense.create', {
      ...taken,
      fields: { ...taken.fields, note: 'other' },
    })
    await add(device, taken)
    await device.sync()
    session.over = true
    const waiting = [newExpense(person, { note: 'one' }), newExpense(person, { note: 'two' })]
    for (const args of waiting) await add(device, args)
    const edit = newNote(person.walletId, there.id, 'on the server', 'edited')
    await replica.mutate('expense.update', edit, 'edit')
    await device.engine.kick()
    expect(device.engine.state).toMatchObject({ kind: 'signed-out', code: 'session_revoked' })
    expect(await replica.meta()).toMatchObject({ revoked: person.userId, cookie: {} })
    expect(await replica.countNotSent()).toBe(4)
    const rows = await device.rows()
    expect(Object.values(rows).flat()).toEqual([])
    await expect(add(device, newExpense(person))).rejects.toMatchObject({ code: 'unauthorized' })
    // Asked again it stays as it is.
    const before = await replica.meta()
    await device.engine.kick()
    expect(await replica.meta()).toEqual(before)
    session.over = false
    await device.sync()
    expect(await replica.meta()).not.toHaveProperty('revoked')
    const left = await replica.outbox()
    expect(left.map(({ refusal }) => refusal?.code)).toEqual(['id_taken'])
    const notes = (await replica.store.getAll('expense')).map(({ note }) => note).sort()
    expect(notes).toEqual(['edited', 'one', 'other', 'two'])
  })

  it('one that was ended with nothing unsent leaves nothing but whose it was', async () => {
    const person = await makeSyncingPerson()
    const { device, session } = await openRevocable(person)
    await add(device, newExpense(person))
    await device.sync()
    session.over = true
    await device.engine.kick()
    expect(Object.values(await device.rows()).flat()).toEqual([])
    expect(await device.replica.outbox()).toEqual([])
    expect(await device.replica.meta()).toMatchObject({ account: null, revoked: person.userId })
  })

  it('rows that a restored server may lack stay on a device whose session was ended', async () => {
    const person = await makeSyncingPerson()
    const { device, session } = await openRevocable(person)
    await add(device, newExpense(person))
    await device.sync()
    const before = await device.rows()
    await device.replica.noteLoss()
    session.over = true
    await device.engine.kick()
    expect(await device.rows()).toEqual(before)
    expect(await device.replica.meta()).toMatchObject({ unhealed: true, revoked: person.userId })
  })

  it('an answer that was on its way when the session ended opens nothing', async () => {
    const person = await makeSyncingPerson()
    const { device, session } = await openRevocable(person)
    await add(device, newExpense(person))
    const { cookie, clientId, epoch } = await device.replica.meta()
    session.over = true
    await device.engine.kick()
    const account = { id: person.userId, email: '', name: '' }
    const reply = { epoch: epoch ?? newId(), account, acks: [], changes: {}, cookie, spaces: [] }
    await device.replica.receive({ cookie, clientId }, { ...reply, more: false })
    expect(await device.replica.meta()).toMatchObject({ revoked: person.userId })
    expect(await device.replica.countNotSent()).toBe(1)
  })

  it('the next person does not make what was kept go', async () => {
    const person = await makeSyncingPerson()
    const { device, session } = await openRevocable(person)
    await add(device, newExpense(person))
    session.over = true
    await device.engine.kick()
    expect(await device.replica.wipe({ onlySent: true })).toBe(false)
    expect(await device.replica.countNotSent()).toBe(1)
  })
})
