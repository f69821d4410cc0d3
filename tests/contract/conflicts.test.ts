import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/core/ids'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { onEachDatabase } from '@/tests/support/each-database'
import { codeOf, firstCategory, makePerson, makeWallet, type Person } from '@/tests/support/people'
import { Client, competing } from './competing'

onEachDatabase(() => {
  let ada: Person
  let phone: Client
  let tablet: Client
  let on: ReturnType<typeof competing>

  beforeAll(async () => {
    ada = await makePerson()
    phone = new Client()
    tablet = new Client()
    on = competing(ada, phone)
  })

  describe('two edits of one value, neither of which saw the other', () => {
    it('leave the later one in place, and the displaced one in question with its author', async () => {
      const id = await on.added()
      await on.pay(phone, id, 100, 200)
      await on.pay(tablet, id, 100, 300)
      expect((await on.rowOf(id))?.amount).toBe(300)
      expect(await on.keptOf(id, 'money')).toMatchObject([
        { values: on.money(200), by: ada.userId, client: phone.id },
      ])
    })

    it('are no conflict where they say the same, or touch different fields', async () => {
      const id = await on.added()
      await on.pay(phone, id, 100, 200)
      await on.pay(tablet, id, 100, 200)
      await on.write(tablet, id, 'start', 'other')
      expect(await on.amountsOf(id)).toEqual([])
      expect(await on.keptOf(id, 'note')).toEqual([])
      expect(await on.rowOf(id)).toMatchObject({ amount: 200, note: 'other' })
    })

    it('keep both figures of three, whoever comes last', async () => {
      const id = await on.added()
      const third = new Client()
      await on.pay(phone, id, 100, 200)
      await on.pay(tablet, id, 100, 300)
      await on.pay(third, id, 100, 400)
      expect(await on.amountsOf(id)).toEqual([200, 300])
      expect((await on.rowOf(id))?.amount).toBe(400)
    })

    it('keep a displaced note for its author, who can put it back', async () => {
      const id = await on.added()
      await on.write(phone, id, 'start', 'mine')
      await on.write(tablet, id, 'start', 'theirs')
      expect(await on.keptOf(id, 'note')).toMatchObject([
        { values: { note: 'mine' }, client: phone.id },
      ])
    })
  })

  describe('a kept value goes', () => {
    it('once the row comes to equal it', async () => {
      const id = await on.added()
      await on.pay(phone, id, 100, 200)
      await on.pay(tablet, id, 100, 300)
      await on.pay(tablet, id, 300, 200)
      expect(await on.amountsOf(id)).toEqual([])
    })

    it('once its own author goes on from it, and the one that this displaces stays', async () => {
      const id = await on.added()
      await on.pay(phone, id, 100, 200)
      await on.pay(tablet, id, 100, 300)
      await on.pay(phone, id, 200, 250)
      expect(await on.amountsOf(id)).toEqual([300])
      expect((await on.rowOf(id))?.amount).toBe(250)
    })

    it('not because somebody edits the present one, nor because another starts from it', async () => {
      const id = await on.added()
      await on.pay(phone, id, 100, 200)
      await on.pay(tablet, id, 100, 300)
      await on.pay(new Client(), id, 300, 310)
      expect(await on.amountsOf(id)).toEqual([200])
      await on.pay(new Client(), id, 200, 220)
      expect((await on.amountsOf(id)).sort()).toEqual([200, 310])
    })
  })

  describe('choosing', () => {
    it('a kept value puts it in place and decides it; the same choice again is no change', async () => {
      const id = await on.added()
      await on.pay(phone, id, 100, 200)
      await on.pay(tablet, id, 100, 300)
      const seen = { present: on.money(300), kept: [on.money(200)] }
      await on.resolve(phone, id, 200, seen)
      expect((await on.rowOf(id))?.amount).toBe(200)
      expect(await on.amountsOf(id)).toEqual([])
      await on.resolve(tablet, id, 200, seen)
      expect((await on.rowOf(id))?.amount).toBe(200)
    })

    it('another value than the one that it was decided by is refused, as is one that stands no more', async () => {
      const id = await on.added()
      await on.pay(phone, id, 100, 200)
      await on.pay(tablet, id, 100, 300)
      const seen = { present: on.money(300), kept: [on.money(200)] }
      await on.resolve(phone, id, 200, seen)
      expect(await codeOf(on.resolve(tablet, id, 300, seen))).toBe('stale')
      expect(await codeOf(on.resolve(tablet, id, null, seen))).toBe('stale')
      await on.pay(phone, id, 200, 250)
      expect(await codeOf(on.resolve(tablet, id, 200, seen))).toBe('stale')
      await on.remove(phone, id, 250)
      expect(await codeOf(on.resolve(tablet, id, 250, seen))).toBe('stale')
      expect(await on.rowOf(id)).toMatchObject({ amount: 250, deletedAt: expect.any(String) })
    })

    it('is refused where anything differs from what was seen, or the value was never in question', async () => {
      const id = await on.added()
      await on.pay(phone, id, 100, 200)
      await on.pay(tablet, id, 100, 300)
      const seen = { present: on.money(300), kept: [on.money(200)] }
      await on.pay(new Client(), id, 300, 301)
      expect(await codeOf(on.resolve(phone, id, 200, seen))).toBe('stale')
      const now = { ...seen, present: on.money(301) }
      expect(await codeOf(on.resolve(phone, id, 999, now))).toBe('invalid')
      expect(await codeOf(on.resolve(phone, id, null, now))).toBe('invalid')
      expect(await on.amountsOf(id)).toEqual([200])
      await on.resolve(phone, id, 301, now)
      expect((await on.rowOf(id))?.amount).toBe(301)
    })
  })

  it('a replayed edit asks nothing a second time', async () => {
    const id = await on.added()
    await on.pay(phone, id, 100, 200)
    const call = tablet.next()
    const args = {
      ...on.place(id),
      changes: { money: { from: { amount: 100 }, to: { amount: 300 } } },
    }
    await execute(ada.ctx, 'expense.update', args, call)
    await on.pay(phone, id, 300, 350)
    await execute(ada.ctx, 'expense.update', args, call)
    expect(await on.amountsOf(id)).toEqual([200])
  })

  it('what is in question about an expense goes with it to another wallet', async () => {
    const id = await on.added()
    await on.pay(phone, id, 100, 200)
    await on.pay(tablet, id, 100, 300)
    const walletId = await makeWallet(ada.userId)
    const to = { walletId, id: newId(), categoryId: firstCategory(walletId) }
    await execute(
      await systemCtx(ada.userId),
      'expense.move',
      { ...on.place(id), to },
      phone.next(),
    )
    expect(await on.amountsOf(to.id)).toEqual([200])
  })
})
