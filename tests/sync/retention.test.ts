import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { purgeSpace } from '@/db/purge'
import { spaces } from '@/db/schema/spaces'
import { newId } from '@/lib/core/ids'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase, query } from '@/tests/support/each-database'
import { oldWallet } from '@/tests/support/old-wallet'
import { codeOf, makeWallet, newExpense, newNote, type Person } from '@/tests/support/people'

onEachDatabase((kind) => {
  let ada: Person
  let phone: TestDevice

  beforeEach(async () => {
    ada = await makeSyncingPerson()
    phone = await openDevice(ada.userId)
    await phone.sync()
  })

  const { add, days, idsOf, remove, rename, run, script } = oldWallet(() => ada)

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

  it.runIf(kind === 'postgres')(
    'gives way to whoever writes in a wallet, does all others, and comes back to it',
    async () => {
      await add()
      const { seq } = await space()
      await days(401)
      await add()
      let letGo = () => {}
      const written = new Promise<void>((resolve) => {
        letGo = resolve
      })
      let writing: Promise<void> | undefined
      await new Promise<void>((locked) => {
        writing = database().transaction(async (transaction) => {
          await transaction.select().from(spaces).where(eq(spaces.id, ada.walletId)).for('update')
          locked()
          await written
        })
      })
      expect(await run()).toMatchObject({ busy: 1 })
      expect(await revsInLog()).toContain(seq)
      letGo()
      await writing
      expect(await run()).toMatchObject({ busy: 0, spaces: 1 })
      expect(await revsInLog()).toEqual([seq + 1])
    },
  )

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
})
