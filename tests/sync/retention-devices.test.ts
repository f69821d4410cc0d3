import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@/lib/core/ids'
import type { SyncReply } from '@/lib/domain/protocol'
import { ask, makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase, query } from '@/tests/support/each-database'
import { oldWallet } from '@/tests/support/old-wallet'
import { makeWallet, newExpense, newNote, type Person } from '@/tests/support/people'

onEachDatabase(() => {
  let ada: Person
  let phone: TestDevice

  beforeEach(async () => {
    ada = await makeSyncingPerson()
    phone = await openDevice(ada.userId)
    await phone.sync()
  })

  const { add, days, idsOf, remove, rename, run, script } = oldWallet(() => ada)

  describe('a device', () => {
    /** A device of Ada's that counts which wallets it was told to read anew. */
    async function watched() {
      const resets: string[] = []
      const replies: SyncReply[] = []
      const device = await openDevice(ada.userId, {
        line: async (request, send) => {
          const reply = await send(request)
          replies.push(reply)
          const all = Object.entries(reply.changes)
          resets.push(...all.filter(([, { reset }]) => reset).map(([id]) => id))
          return reply
        },
      })
      await device.sync()
      resets.length = 0
      return { device, resets, replies }
    }

    /** Fails where a device holds of the wallet what the server does not, or lacks something. */
    async function expectWalletAsOnServer({ replica }: TestDevice): Promise<void> {
      for (const [entity, table] of [
        ['expense', 'expenses'],
        ['category', 'categories'],
        ['conflict', 'conflicts'],
      ] as const) {
        const held = await replica.store.getAll(entity)
        const own = held.filter(({ spaceId }) => spaceId === ada.walletId)
        expect(own.map(({ id }) => id).sort(), entity).toEqual(await idsOf(table))
      }
    }

    it('that is up to date goes on from where it is, however much goes', async () => {
      await remove(await add())
      await add('live')
      const { device, resets } = await watched()
      await days(401)
      await run()
      await device.sync()
      await add('after')
      await device.sync()
      expect(resets).toEqual([])
      const notes = (await device.rows()).expense?.map((row) => (row as { note: string }).note)
      expect(notes).toEqual(expect.arrayContaining(['live', 'after']))
    })

    it('that was here 399 days ago goes on, too', async () => {
      await remove(await add())
      await days(2)
      await add('seen')
      const { device, resets } = await watched()
      await add('after')
      await days(399)
      await run()
      await device.sync()
      expect(resets).toEqual([])
      expect((await device.rows()).expense).toMatchObject([
        { note: '' },
        { note: 'seen' },
        { note: 'after' },
      ])
    })

    it('that was away for longer reads anew, sends what waits, and keeps what has no place any more', async () => {
      const [live, gone] = [await add('live'), await add('gone')]
      const { device, resets } = await watched()
      await remove(gone)
      await days(401)
      await rename(live, 'live', 'of a script')
      await run()
      const { replica } = device
      const waiting = newExpense(ada, { note: 'waiting' })
      await replica.mutate('expense.create', waiting, 'waits')
      await replica.mutate('expense.update', newNote(ada.walletId, live, 'live', 'mine'), 'edit')
      await replica.mutate('expense.update', newNote(ada.walletId, gone, 'gone', 'late'), 'late')
      await device.sync()
      expect(resets).toContain(ada.walletId)
      const rows = await query<{ id: string; note: string }>(
        `select id, note from expenses where space_id = '${ada.walletId}'`,
      )
      expect(new Map(rows.map(({ id, note }) => [id, note]))).toEqual(
        new Map([
          [live, 'mine'],
          [waiting.id, 'waiting'],
        ]),
      )
      expect(await replica.outbox()).toMatchObject([
        { summary: 'late', state: 'refused', refusal: { code: 'not_found' } },
      ])
      await expectWalletAsOnServer(device)
    })

    it('that sends again what it was answered 400 days ago changes nothing by that', async () => {
      const clientId = newId()
      const { epoch } = await phone.replica.meta()
      const [one, two] = [newExpense(ada, { note: 'a' }), newExpense(ada, { note: 'x' })]
      const mutations = [
        { id: newId(), n: 1, name: 'expense.create', args: one },
        { id: newId(), n: 2, name: 'expense.create', args: two },
        {
          id: newId(),
          n: 3,
          name: 'expense.update',
          args: newNote(ada.walletId, one.id, 'a', 'b'),
        },
      ]
      const request = { protocol: 1, epoch, userId: ada.userId, clientId, cookie: {}, mutations }
      await ask(ada.userId, request)
      await days(401)
      await add('later')
      await run()
      const ids = await idsOf('mutation_log')
      for (const { id } of mutations) expect(ids).not.toContain(id)
      const acks = (await ask(ada.userId, { ...request, mutations: mutations.slice(1) })).acks
      expect(acks).toMatchObject([{ revs: {} }, { revs: {} }])
      const rows = await query<{ note: string }>(
        `select note from expenses where space_id = '${ada.walletId}' order by note`,
      )
      expect(rows.map(({ note }) => note)).toEqual(['b', 'later', 'x'])
      expect(await idsOf('conflicts')).toEqual([])
    })

    it('whose edit comes to an expense that was moved away too long ago keeps it', async () => {
      const id = await add('here')
      const other = await makeWallet(ada.userId)
      const { device } = await watched()
      const [category] = await query<{ id: string }>(
        `select id from categories where space_id = '${other}' limit 1`,
      )
      const to = { walletId: other, id: newId(), categoryId: category?.id ?? '' }
      await script('expense.move', { walletId: ada.walletId, id, to })
      await days(401)
      await run()
      expect(await idsOf('expenses')).toEqual([])
      const { replica } = device
      await replica.mutate('expense.update', newNote(ada.walletId, id, 'here', 'late'), 'late')
      await device.sync()
      expect(await replica.outbox()).toMatchObject([
        { summary: 'late', state: 'refused', refusal: { code: 'not_found' } },
      ])
      await expectWalletAsOnServer(device)
    })

    it('cannot send an expense of a category that has gone, and keeps it', async () => {
      const categoryId = newId()
      const look = { icon: 'tag', color: 'red', position: 0, archived: false, mergedInto: null }
      const { walletId } = ada
      const fields = { name: 'Gone', ...look }
      await script('category.create', { walletId, id: categoryId, fields })
      const { device } = await watched()
      await script('category.delete', { walletId, id: categoryId, seen: {} })
      await days(401)
      await run()
      const expense = newExpense({ walletId, categoryId }, { note: 'kept' })
      await device.replica.mutate('expense.create', expense, 'kept')
      await device.sync()
      expect(await device.replica.outbox()).toMatchObject([
        { summary: 'kept', state: 'refused', refusal: { code: 'invalid' } },
      ])
    })
  })
})
