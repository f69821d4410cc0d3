import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { newId } from '@/lib/core/ids'
import type { SyncRequest } from '@/lib/domain/protocol'
import { mostMutations } from '@/lib/domain/protocol-numbers'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { answerRecover } from '@/lib/server/sync/recover'
import { ask, makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase } from '@/tests/support/each-database'
import { codeOf, join, newExpense, newNote, type Person, seqOf } from '@/tests/support/people'

onEachDatabase(() => {
  let ada: Person
  let bob: Person
  let device: TestDevice
  let right: SyncRequest

  beforeAll(async () => {
    ada = await makeSyncingPerson()
    bob = await makeSyncingPerson()
    device = await openDevice(ada.userId)
    await device.sync()
    const { clientId, cookie, epoch } = await device.replica.meta()
    right = { protocol: 1, epoch, userId: ada.userId, clientId, cookie, mutations: [] }
  })

  const queued = (n: number, more: object = {}) => ({
    id: newId(),
    n,
    name: 'expense.create',
    args: newExpense(ada),
    ...more,
  })
  const code = (request: unknown) =>
    ask(ada.userId, request).then(
      () => 'ok',
      (error: { code?: string }) => error.code ?? String(error),
    )

  describe('a whole request is refused, and nothing of it runs, for', () => {
    const wrong: [string, () => object, string][] = [
      ['another epoch', () => ({ epoch: newId() }), 'other_epoch'],
      ['another account', () => ({ userId: bob.userId }), 'other_account'],
      ['a newer protocol', () => ({ protocol: 2 }), 'other_protocol'],
      ['an older protocol', () => ({ protocol: 0 }), 'other_protocol'],
      ['no protocol', () => ({ protocol: undefined }), 'invalid'],
      ['a rev that the server never reached', () => at({ rev: 1_000_000 }), 'other_history'],
      ['a mark that the server never wrote', () => at({ mark: newId() }), 'other_history'],
      ['a negative rev', () => at({ rev: -1 }), 'invalid'],
      ['a cookie that is no object', () => ({ cookie: 'x' }), 'invalid'],
      [
        'a cookie with a space that is no id',
        () => ({ cookie: { x: { rev: 1, mark: null, horizon: null } } }),
        'invalid',
      ],
      ['a client without an id', () => ({ clientId: 'phone' }), 'invalid'],
      [
        'ten thousand changes',
        () => ({ mutations: Array.from({ length: 10_000 }, (_, n) => queued(n + 1)) }),
        'invalid',
      ],
      [
        'one change more than allowed',
        () => ({ mutations: Array.from({ length: mostMutations + 1 }, (_, n) => queued(n + 1)) }),
        'invalid',
      ],
      ['a change without a number', () => ({ mutations: [queued(0)] }), 'invalid'],
      ['an unknown field', () => ({ more: 1 }), 'invalid'],
    ]
    const at = (position: object) => {
      const known = right.cookie[ada.walletId]
      return { cookie: { ...right.cookie, [ada.walletId]: { ...known, ...position } } }
    }

    it.each(wrong)('%s', async (_, change, expected) => {
      const before = await seqOf(ada.walletId)
      const mutations = [queued(1)]
      expect(await code({ ...right, mutations, ...change() })).toBe(expected)
      expect(await seqOf(ada.walletId)).toBe(before)
    })
  })

  it("another user's client id means nothing here: numbers are counted per user", async () => {
    const clientId = newId()
    const theirs = { ...right, clientId, userId: bob.userId, cookie: {} }
    await ask(bob.userId, { ...theirs, mutations: [queued(50, { args: newExpense(bob) })] })
    const { acks } = await ask(ada.userId, { ...right, clientId, mutations: [queued(1)] })
    expect(acks[0]).toHaveProperty('revs')
  })

  it("a change in somebody else's wallet is refused as not found, and leaves no record", async () => {
    const before = await seqOf(bob.walletId)
    const theirs = queued(1000, { args: newExpense(bob) })
    const { acks, changes } = await ask(ada.userId, {
      ...right,
      clientId: newId(),
      mutations: [theirs],
    })
    expect(acks[0]).toMatchObject({ refused: { code: 'not_found' } })
    expect(Object.keys(changes)).not.toContain(bob.walletId)
    expect(await seqOf(bob.walletId)).toBe(before)
  })

  it('asking for a space of somebody else brings nothing of it', async () => {
    const cookie = { ...right.cookie, [bob.walletId]: { rev: 0, mark: null, horizon: null } }
    const reply = await ask(ada.userId, { ...right, cookie })
    expect(Object.keys(reply.changes)).not.toContain(bob.walletId)
    expect(reply.spaces.map(({ id }) => id)).not.toContain(bob.walletId)
    expect(reply.cookie).not.toHaveProperty(bob.walletId)
  })

  it('an unknown kind of change waits, and all behind it wait with it', async () => {
    const strange = queued(2000, { name: 'expense.teleport' })
    const { acks } = await ask(ada.userId, {
      ...right,
      clientId: newId(),
      mutations: [queued(1), strange, queued(2001)],
    })
    expect(acks.map((ack) => Object.keys(ack)[1])).toEqual(['revs', 'later', 'later'])
  })

  it('nobody makes settings for another user', async () => {
    const userId = newId()
    const args = { userId, fields: { defaultWalletId: null, timeZone: 'UTC' } }
    const { acks } = await ask(ada.userId, {
      ...right,
      clientId: newId(),
      mutations: [queued(1, { name: 'settings.create', args })],
    })
    expect(acks[0]).toMatchObject({ refused: { code: 'forbidden' } })
    expect(await seqOf(userId)).toBeUndefined()
  })

  it('a refused change is passed over, and the ones behind it run', async () => {
    const bad = queued(2, { args: newNote(ada.walletId, newId(), 'a', 'b') })
    const { acks } = await ask(ada.userId, {
      ...right,
      clientId: newId(),
      mutations: [queued(1), bad, queued(3)],
    })
    expect(acks.map((ack) => Object.keys(ack)[1])).toEqual(['revs', 'refused', 'revs'])
  })

  it('a device that was copied takes a new name and loses nothing', async () => {
    const name = newId()
    const one = await openDevice(ada.userId, { name })
    await one.sync()
    const { clientId } = await one.replica.meta()
    // The copy, under the same client id, was faster.
    await ask(ada.userId, { ...right, clientId, mutations: [queued(5), queued(6)] })
    for (let n = 0; n < 3; n++) await one.replica.mutate('expense.create', newExpense(ada), '')
    await one.sync()
    expect(await one.replica.outbox()).toEqual([])
    expect((await one.replica.meta()).clientId).not.toBe(clientId)
  })

  it.each([-8, 8])(
    'a device whose clock is %s years off adds, deletes and takes back',
    async (years) => {
      const off = () => new Date(Date.now() + years * 365 * 86_400_000)
      const one = await openDevice(ada.userId, { now: off })
      await one.sync()
      const { walletId } = ada
      const added = newExpense(ada)
      const { id } = added
      await one.replica.mutate('expense.create', added, '')
      await one.sync()
      await one.replica.mutate('expense.delete', { walletId, id, seen: {} }, '')
      await one.sync()
      await one.replica.mutate('expense.restore', { walletId, id }, '')
      await one.sync()
      const other = await openDevice(ada.userId)
      await other.sync()
      expect(await one.replica.outbox()).toEqual([])
      expect(await one.rows()).toEqual(await other.rows())
      expect(await other.replica.store.get('expense', [walletId, id])).toHaveProperty('day')
    },
  )

  it.each([
    ['viewer', 'forbidden'],
    ['editor', 'ok'],
  ] as const)('what a %s adds on a device ends at once as: %s', async (role, wanted) => {
    const guest = await makeSyncingPerson()
    await join(ada.walletId, guest.userId, role)
    const theirs = await openDevice(guest.userId)
    await theirs.sync()
    const expense = newExpense(ada)
    expect(await codeOf(theirs.replica.mutate('expense.create', expense, 'new'))).toBe(wanted)
    const there = await theirs.replica.store.get('expense', [ada.walletId, expense.id])
    expect([there !== undefined, (await theirs.replica.outbox()).length]).toEqual(
      wanted === 'ok' ? [true, 1] : [false, 0],
    )
  })

  it('where nothing was ever restored, nobody brings anything back', async () => {
    const { clientId } = await device.replica.meta()
    const request = {
      ...{ protocol: 1, epoch: newId(), userId: ada.userId, clientId, spaces: [], rows: [] },
    }
    const answer = answerRecover(await systemCtx(ada.userId), request)
    expect(await codeOf(answer)).toBe('other_history')
  })

  it('another life of the database loses nothing of a device: it brings back what it knows and goes on', async () => {
    const other = await openDevice(ada.userId)
    await other.sync()
    await other.replica.mutate('expense.create', newExpense(ada), 'kept')
    const before = await other.rows()
    await database().execute(sql`insert into past_epochs (id, n) select id, 0 from epochs`)
    await database().execute(sql`update epochs set id = gen_random_uuid()`)
    await other.sync()
    expect(await other.replica.outbox()).toEqual([])
    expect(other.states.map(({ kind }) => kind)).not.toContain('stopped')
    expect((await other.rows()).expense).toHaveLength(before.expense?.length ?? 0)
  })
})
