import { and, eq, isNull } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { conflicts } from '@/db/schema/conflicts'
import { expenses } from '@/db/schema/expenses'
import { newId } from '@/lib/core/ids'
import { conflictId, deletion } from '@/lib/domain/conflicts/rules'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { onEachDatabase } from '@/tests/support/each-database'
import {
  codeOf,
  firstCategory,
  makePerson,
  makeWallet,
  newExpense,
  type Person,
} from '@/tests/support/people'

/** Somebody's device, as the log knows it. */
class Client {
  readonly id = newId()
  #n = 0
  next() {
    return { id: newId(), client: { id: this.id, n: ++this.#n } }
  }
}

onEachDatabase(() => {
  let ada: Person
  let phone: Client
  let tablet: Client

  beforeAll(async () => {
    ada = await makePerson()
    phone = new Client()
    tablet = new Client()
  })

  async function added(amount = 100): Promise<string> {
    const args = newExpense(ada, { amount, note: 'start' })
    await execute(ada.ctx, 'expense.create', args, phone.next())
    return args.id
  }
  const place = (id: string) => ({ walletId: ada.walletId, id })
  const change = (client: Client, id: string, changes: object) =>
    execute(ada.ctx, 'expense.update', { ...place(id), changes }, client.next())
  const pay = (client: Client, id: string, from: number, to: number) =>
    change(client, id, { money: { from: { amount: from }, to: { amount: to } } })
  const write = (client: Client, id: string, from: string, to: string) =>
    change(client, id, { note: { from: { note: from }, to: { note: to } } })
  const remove = (client: Client, id: string, amount: number) =>
    execute(ada.ctx, 'expense.delete', { ...place(id), seen: { amount } }, client.next())
  const restore = (client: Client, id: string) =>
    execute(ada.ctx, 'expense.restore', place(id), client.next())
  const rowOf = async (id: string) => {
    const [row] = await database().select().from(expenses).where(eq(expenses.id, id))
    return row
  }
  const keptOf = async (id: string, unit: string) => {
    const [row] = await database()
      .select()
      .from(conflicts)
      .where(and(eq(conflicts.id, conflictId(id, unit)), isNull(conflicts.deletedAt)))
    return row?.kept ?? []
  }
  const amountsOf = async (id: string) =>
    (await keptOf(id, 'money')).map(({ values }) => values.amount)
  const money = (amount: number) => ({
    ...{ amount, currency: 'EUR', rate: null, payers: null, split: null },
  })
  const resolve = (client: Client, id: string, amount: number | null, seen: object) =>
    execute(
      ada.ctx,
      'conflict.resolve',
      {
        ...{ walletId: ada.walletId, id: conflictId(id, 'money'), seen },
        value: amount === null ? null : money(amount),
      },
      client.next(),
    )

  describe('two edits of one value, neither of which saw the other', () => {
    it('leave the later one in place, and the displaced one in question with its author', async () => {
      const id = await added()
      await pay(phone, id, 100, 200)
      await pay(tablet, id, 100, 300)
      expect((await rowOf(id))?.amount).toBe(300)
      expect(await keptOf(id, 'money')).toMatchObject([
        { values: money(200), by: ada.userId, client: phone.id },
      ])
    })

    it('are no conflict where they say the same, or touch different fields', async () => {
      const id = await added()
      await pay(phone, id, 100, 200)
      await pay(tablet, id, 100, 200)
      await write(tablet, id, 'start', 'other')
      expect(await amountsOf(id)).toEqual([])
      expect(await keptOf(id, 'note')).toEqual([])
      expect(await rowOf(id)).toMatchObject({ amount: 200, note: 'other' })
    })

    it('keep both figures of three, whoever comes last', async () => {
      const id = await added()
      const third = new Client()
      await pay(phone, id, 100, 200)
      await pay(tablet, id, 100, 300)
      await pay(third, id, 100, 400)
      expect(await amountsOf(id)).toEqual([200, 300])
      expect((await rowOf(id))?.amount).toBe(400)
    })

    it('keep a displaced note for its author, who can put it back', async () => {
      const id = await added()
      await write(phone, id, 'start', 'mine')
      await write(tablet, id, 'start', 'theirs')
      expect(await keptOf(id, 'note')).toMatchObject([
        { values: { note: 'mine' }, client: phone.id },
      ])
    })
  })

  describe('a kept value goes', () => {
    it('once the row comes to equal it', async () => {
      const id = await added()
      await pay(phone, id, 100, 200)
      await pay(tablet, id, 100, 300)
      await pay(tablet, id, 300, 200)
      expect(await amountsOf(id)).toEqual([])
    })

    it('once its own author goes on from it, and the one that this displaces stays', async () => {
      const id = await added()
      await pay(phone, id, 100, 200)
      await pay(tablet, id, 100, 300)
      await pay(phone, id, 200, 250)
      expect(await amountsOf(id)).toEqual([300])
      expect((await rowOf(id))?.amount).toBe(250)
    })

    it('not because somebody edits the present one, nor because another starts from it', async () => {
      const id = await added()
      await pay(phone, id, 100, 200)
      await pay(tablet, id, 100, 300)
      await pay(new Client(), id, 300, 310)
      expect(await amountsOf(id)).toEqual([200])
      await pay(new Client(), id, 200, 220)
      expect((await amountsOf(id)).sort()).toEqual([200, 310])
    })
  })

  describe('choosing', () => {
    it('a kept value puts it in place and settles it; the same choice again is no change', async () => {
      const id = await added()
      await pay(phone, id, 100, 200)
      await pay(tablet, id, 100, 300)
      const seen = { present: money(300), kept: [money(200)] }
      await resolve(phone, id, 200, seen)
      expect((await rowOf(id))?.amount).toBe(200)
      expect(await amountsOf(id)).toEqual([])
      await resolve(tablet, id, 200, seen)
      expect((await rowOf(id))?.amount).toBe(200)
    })

    it('another value than the one that it was settled by is refused, as is one that stands no more', async () => {
      const id = await added()
      await pay(phone, id, 100, 200)
      await pay(tablet, id, 100, 300)
      const seen = { present: money(300), kept: [money(200)] }
      await resolve(phone, id, 200, seen)
      expect(await codeOf(resolve(tablet, id, 300, seen))).toBe('stale')
      expect(await codeOf(resolve(tablet, id, null, seen))).toBe('stale')
      await pay(phone, id, 200, 250)
      expect(await codeOf(resolve(tablet, id, 200, seen))).toBe('stale')
      await remove(phone, id, 250)
      expect(await codeOf(resolve(tablet, id, 250, seen))).toBe('stale')
      expect(await rowOf(id)).toMatchObject({ amount: 250, deletedAt: expect.any(String) })
    })

    it('is refused where anything differs from what was seen, or the value was never in question', async () => {
      const id = await added()
      await pay(phone, id, 100, 200)
      await pay(tablet, id, 100, 300)
      const seen = { present: money(300), kept: [money(200)] }
      await pay(new Client(), id, 300, 301)
      expect(await codeOf(resolve(phone, id, 200, seen))).toBe('stale')
      const now = { ...seen, present: money(301) }
      expect(await codeOf(resolve(phone, id, 999, now))).toBe('invalid')
      expect(await codeOf(resolve(phone, id, null, now))).toBe('invalid')
      expect(await amountsOf(id)).toEqual([200])
      await resolve(phone, id, 301, now)
      expect((await rowOf(id))?.amount).toBe(301)
    })
  })

  describe('a deletion', () => {
    it('stands, and what it did not see is in question', async () => {
      const id = await added()
      await pay(phone, id, 100, 200)
      await remove(tablet, id, 100)
      expect((await rowOf(id))?.deletedAt).not.toBeNull()
      expect(await keptOf(id, deletion)).toMatchObject([{ values: money(200), client: phone.id }])
    })

    it('that saw everything asks nothing', async () => {
      const id = await added()
      await remove(tablet, id, 100)
      expect(await keptOf(id, deletion)).toEqual([])
    })

    it('takes in an edit that comes after it, and a restore brings that back', async () => {
      const id = await added()
      await remove(tablet, id, 100)
      await pay(phone, id, 100, 200)
      await pay(phone, id, 200, 250)
      expect(await rowOf(id)).toMatchObject({ amount: 250, deletedAt: expect.any(String) })
      expect(await keptOf(id, deletion)).toMatchObject([{ values: money(250), client: phone.id }])
      await restore(phone, id)
      expect(await rowOf(id)).toMatchObject({ amount: 250, deletedAt: null })
      expect(await keptOf(id, deletion)).toEqual([])
    })

    it('can be left standing, which settles it', async () => {
      const id = await added()
      await remove(tablet, id, 100)
      await pay(phone, id, 100, 200)
      const where = { walletId: ada.walletId, id: conflictId(id, deletion) }
      const seen = { present: {}, kept: [money(200)] }
      await execute(ada.ctx, 'conflict.resolve', { ...where, value: null, seen }, tablet.next())
      expect(await keptOf(id, deletion)).toEqual([])
      expect((await rowOf(id))?.deletedAt).not.toBeNull()
      // Once more is no change.
      await execute(ada.ctx, 'conflict.resolve', { ...where, value: null, seen }, phone.next())
      expect((await rowOf(id))?.deletedAt).not.toBeNull()
    })

    it('cannot be both left standing and taken back: whoever comes second hears of the first', async () => {
      const asked = async () => {
        const id = await added()
        await remove(tablet, id, 100)
        await pay(phone, id, 100, 200)
        return id
      }
      const leave = (client: Client, id: string) => {
        const seen = { present: {}, kept: [money(200)] }
        const where = { walletId: ada.walletId, id: conflictId(id, deletion) }
        return execute(ada.ctx, 'conflict.resolve', { ...where, value: null, seen }, client.next())
      }
      const bring = (client: Client, id: string, amount: number) => {
        const args = { ...place(id), seen: [money(amount)] }
        return execute(ada.ctx, 'expense.restore', args, client.next())
      }
      const one = await asked()
      await bring(phone, one, 200)
      expect(await codeOf(leave(tablet, one))).toBe('stale')
      await bring(tablet, one, 200)
      expect((await rowOf(one))?.deletedAt).toBeNull()
      const other = await asked()
      await leave(tablet, other)
      expect(await codeOf(bring(phone, other, 200))).toBe('stale')
      expect((await rowOf(other))?.deletedAt).not.toBeNull()
      // Out of the trash, where nobody was asked anything, it comes at any time.
      await restore(phone, other)
      expect((await rowOf(other))?.deletedAt).toBeNull()
    })

    it('is not taken back with other edits than were seen', async () => {
      const id = await added()
      await remove(tablet, id, 100)
      await pay(phone, id, 100, 200)
      await pay(phone, id, 200, 250)
      const args = { ...place(id), seen: [money(200)] }
      expect(await codeOf(execute(ada.ctx, 'expense.restore', args, tablet.next()))).toBe('stale')
      expect((await rowOf(id))?.deletedAt).not.toBeNull()
    })

    it('keeps what was in question before, for a restore', async () => {
      const id = await added()
      await pay(phone, id, 100, 200)
      await pay(tablet, id, 100, 300)
      await remove(tablet, id, 300)
      expect(await keptOf(id, deletion)).toEqual([])
      await restore(tablet, id)
      expect(await amountsOf(id)).toEqual([200])
    })

    it('lets nobody settle figures under it', async () => {
      const id = await added()
      await pay(phone, id, 100, 200)
      await pay(tablet, id, 100, 300)
      await remove(tablet, id, 300)
      const seen = { present: money(300), kept: [money(200)] }
      expect(await codeOf(resolve(phone, id, 200, seen))).toBe('stale')
    })
  })

  it('a replayed edit asks nothing a second time', async () => {
    const id = await added()
    await pay(phone, id, 100, 200)
    const call = tablet.next()
    const args = {
      ...place(id),
      changes: { money: { from: { amount: 100 }, to: { amount: 300 } } },
    }
    await execute(ada.ctx, 'expense.update', args, call)
    await pay(phone, id, 300, 350)
    await execute(ada.ctx, 'expense.update', args, call)
    expect(await amountsOf(id)).toEqual([200])
  })

  it('what is in question about an expense goes with it to another wallet', async () => {
    const id = await added()
    await pay(phone, id, 100, 200)
    await pay(tablet, id, 100, 300)
    const walletId = await makeWallet(ada.userId)
    const to = { walletId, id: newId(), categoryId: firstCategory(walletId) }
    await execute(await systemCtx(ada.userId), 'expense.move', { ...place(id), to }, phone.next())
    expect(await amountsOf(to.id)).toEqual([200])
  })
})
