import { beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { purgeSpace } from '@/db/purge'
import { newId } from '@/lib/core/ids'
import type { SyncReply } from '@/lib/domain/protocol'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { retention } from '@/lib/server/jobs/retention'
import { age } from '@/tests/support/ageing'
import { ask, makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase, query } from '@/tests/support/each-database'
import { codeOf, makeWallet, newExpense, newNote, type Person } from '@/tests/support/people'

const never = new AbortController().signal

onEachDatabase(() => {
  let ada: Person
  let phone: TestDevice

  beforeEach(async () => {
    ada = await makeSyncingPerson()
    phone = await openDevice(ada.userId)
    await phone.sync()
  })

  const days = (count: number) => age(query, count)
  const run = () => retention.run(never)
  const script = async (name: Parameters<typeof execute>[1], args: unknown) =>
    execute(await systemCtx(ada.userId), name, args)
  async function add(note = ''): Promise<string> {
    const args = newExpense(ada, { note })
    await script('expense.create', args)
    return args.id
  }
  const remove = (id: string) => script('expense.delete', { walletId: ada.walletId, id, seen: {} })
  const rename = (id: string, from: string, to: string) =>
    script('expense.update', newNote(ada.walletId, id, from, to))

  const idsOf = async (table: string) =>
    (
      await query<{ id: string }>(
        `select id from ${table} where space_id = '${ada.walletId}' order by id`,
      )
    ).map(({ id }) => id)
  async function space(): Promise<{ seq: number; minRev: number }> {
    const [found] = await query<{ seq: number; minRev: number }>(
      `select seq::int, min_rev::int as "minRev" from spaces where id = '${ada.walletId}'`,
    )
    return found ?? { seq: 0, minRev: 0 }
  }
  async function revsInLog(): Promise<number[]> {
    const rows = await query<{ rev: number }>(
      `select rev::int from mutation_log where space_id = '${ada.walletId}' and rev is not null order by rev`,
    )
    return rows.map(({ rev }) => rev)
  }
  /** Everything that a purge may touch, to be compared. */
  const everything = async () => {
    const tables = ['spaces', 'expenses', 'categories', 'conflicts', 'revisions', 'mutation_log']
    const all = tables.map((table) => query(`select * from ${table} order by 1, 2`))
    return JSON.stringify(await Promise.all(all))
  }

  describe('what goes', () => {
    it('is what was deleted 400 days ago, with its history, and no trash and nothing that lives', async () => {
      const [long, short, trash, live] = [await add(), await add(), await add(), await add('live')]
      await remove(long)
      await days(2)
      await remove(short)
      await days(399)
      await remove(trash)
      await days(29)
      await rename(live, 'live', 'still')
      await days(-29)
      await run()
      expect(await idsOf('expenses')).toEqual([short, trash, live].sort())
      const histories = await query<{ id: string }>(
        `select distinct row_id as id from revisions where space_id = '${ada.walletId}' and entity = 'expense' order by 1`,
      )
      expect(histories.map(({ id }) => id)).toEqual([short, trash, live].sort())
      await script('expense.restore', { walletId: ada.walletId, id: trash })
    })

    it('are answers of 400 days ago, but never the one at the counter, and the counter stays', async () => {
      const id = newId()
      const astray = newNote(ada.walletId, newId(), 'a', 'b')
      expect(await codeOf(execute(ada.ctx, 'expense.update', astray, { id }))).toBe('not_found')
      expect(await idsOf('mutation_log')).toContain(id)
      await add()
      const before = await space()
      await days(401)
      await run()
      expect(await revsInLog()).toEqual([before.seq])
      expect(await space()).toEqual({ seq: before.seq, minRev: before.seq })
      expect(await idsOf('mutation_log')).not.toContain(id)
    })

    it('raises the rev from which devices can go on, above what went and never above the counter', async () => {
      const first = await add()
      await add()
      const { seq } = await space()
      await days(401)
      await add()
      await run()
      expect(await space()).toEqual({ seq: seq + 1, minRev: seq + 1 })
      await remove(first)
      await days(401)
      // Its deletion was the last that happened there.
      await run()
      expect(await idsOf('expenses')).not.toContain(first)
      expect(await space()).toEqual({ seq: seq + 2, minRev: seq + 2 })
    })

    it('is gone once: a second run, and one cut short anywhere, leave what one run leaves', async () => {
      for (let i = 0; i < 5; i++) await remove(await add())
      const kept = await add()
      await days(401)
      const cut = () =>
        database().transaction((transaction) => purgeSpace(transaction, ada.walletId, 2))
      expect(await cut()).toEqual({ rows: 2, questions: 0, answers: 2 })
      // What went is never what a device could still go on from.
      const [lowest = 0] = await revsInLog()
      expect((await space()).minRev).toBeGreaterThanOrEqual(lowest)
      await run()
      const after = await everything()
      expect(await idsOf('expenses')).toEqual([kept])
      expect(await revsInLog()).toEqual([(await space()).seq])
      expect(await run()).toMatchObject({ spaces: 0, rows: 0, questions: 0, answers: 0, busy: 0 })
      expect(await everything()).toBe(after)
    })

    it('goes in steps, so that no wallet is locked for long', async () => {
      await query(`insert into mutation_log (space_id, id, user_id, hash, rev, result, at)
        select '${ada.walletId}', gen_random_uuid(), '${ada.userId}', '', n, '{}', now()
        from generate_series(1000, 1999) n`)
      await query(`update spaces set seq = 1999 where id = '${ada.walletId}'`)
      await days(401)
      const step = await database().transaction((tx) => purgeSpace(tx, ada.walletId, 200))
      expect(step.answers).toBe(200)
      await run()
      expect(await revsInLog()).toEqual([1999])
    })
  })

  describe('what others refer to stays', () => {
    async function addCategory(name: string, more: object = {}): Promise<string> {
      const id = newId()
      const look = { icon: 'tag', color: 'red', position: 0, archived: false, mergedInto: null }
      await script('category.create', {
        ...{ walletId: ada.walletId, id },
        fields: { name, ...look, ...more },
      })
      return id
    }

    it('a deleted category while any expense has it, also a deleted one, and goes after the last', async () => {
      const [unused, used] = [await addCategory('Unused'), await addCategory('Used')]
      const { walletId } = ada
      for (const id of [unused, used]) await script('category.delete', { walletId, id, seen: {} })
      const expense = newExpense({ walletId, categoryId: used })
      await script('expense.create', expense)
      await days(401)
      await run()
      expect(await idsOf('categories')).toContain(used)
      expect(await idsOf('categories')).not.toContain(unused)
      await script('expense.delete', { walletId, id: expense.id, seen: {} })
      await days(399)
      await run()
      expect(await idsOf('categories')).toContain(used)
      await days(2)
      await run()
      expect(await idsOf('categories')).not.toContain(used)
      expect(await idsOf('categories')).toHaveLength(10)
    })

    it('a deleted expense while somebody has not answered what becomes of an edit of it', async () => {
      const id = await add('a')
      const tablet = await openDevice(ada.userId)
      await tablet.sync()
      await remove(id)
      await tablet.replica.mutate('expense.update', newNote(ada.walletId, id, 'a', 'b'), '')
      await tablet.sync()
      await days(401)
      await run()
      expect(await idsOf('expenses')).toEqual([id])
      const [question] = await query<{ id: string; kept: { values: object }[] }>(
        `select id, kept from conflicts where space_id = '${ada.walletId}' and unit = 'deletion'`,
      )
      await script('conflict.resolve', {
        ...{ walletId: ada.walletId, id: question?.id, value: null },
        seen: { present: {}, kept: question?.kept.map(({ values }) => values) },
      })
      await run()
      // It was settled just now: whoever has not heard of that would have to read everything anew.
      expect(await idsOf('expenses')).toEqual([id])
      await days(401)
      await run()
      expect([await idsOf('expenses'), await idsOf('conflicts')]).toEqual([[], []])
      const rows = await query(
        `select 1 from revisions where space_id = '${ada.walletId}' and entity in ('expense', 'conflict')`,
      )
      expect(rows).toEqual([])
    })

    it('a question about what lives, until it was settled for 400 days', async () => {
      const id = await add('a')
      await phone.sync()
      await phone.replica.mutate('expense.update', newNote(ada.walletId, id, 'a', 'b'), '')
      await rename(id, 'a', 'c')
      await phone.sync()
      await days(401)
      await run()
      expect(await idsOf('conflicts')).toHaveLength(1)
      await rename(id, 'b', 'c')
      await run()
      expect(await idsOf('conflicts')).toHaveLength(1)
      await days(401)
      await run()
      expect(await idsOf('conflicts')).toEqual([])
      expect(await idsOf('expenses')).toEqual([id])
    })

    it('wallets, members and settings, for as long as there are any', async () => {
      const other = await makeWallet(ada.userId)
      await execute(await systemCtx(ada.userId), 'wallet.delete', { walletId: other, seen: {} })
      await days(401)
      await run()
      const [wallet] = await query(`select 1 from wallets where id = '${other}'`)
      expect(wallet).toBeDefined()
      await phone.sync()
    })
  })

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
