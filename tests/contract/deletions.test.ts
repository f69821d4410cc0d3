import { beforeAll, expect, it } from 'vitest'
import { deletion } from '@/lib/domain/conflicts/rules'
import { conflictId } from '@/lib/domain/conflicts/schema'
import { execute } from '@/lib/server/execute'
import { onEachDatabase } from '@/tests/support/each-database'
import { codeOf, makePerson, type Person } from '@/tests/support/people'
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

  it('stands, and what it did not see is in question', async () => {
    const id = await on.added()
    await on.pay(phone, id, 100, 200)
    await on.remove(tablet, id, 100)
    expect((await on.rowOf(id))?.deletedAt).not.toBeNull()
    expect(await on.keptOf(id, deletion)).toMatchObject([
      { values: on.money(200), client: phone.id },
    ])
  })

  it('that saw everything asks nothing', async () => {
    const id = await on.added()
    await on.remove(tablet, id, 100)
    expect(await on.keptOf(id, deletion)).toEqual([])
  })

  it('takes in an edit that comes after it, and a restore brings that back', async () => {
    const id = await on.added()
    await on.remove(tablet, id, 100)
    await on.pay(phone, id, 100, 200)
    await on.pay(phone, id, 200, 250)
    expect(await on.rowOf(id)).toMatchObject({ amount: 250, deletedAt: expect.any(String) })
    expect(await on.keptOf(id, deletion)).toMatchObject([
      { values: on.money(250), client: phone.id },
    ])
    await on.restore(phone, id)
    expect(await on.rowOf(id)).toMatchObject({ amount: 250, deletedAt: null })
    expect(await on.keptOf(id, deletion)).toEqual([])
  })

  it('can be left standing, which decides it', async () => {
    const id = await on.added()
    await on.remove(tablet, id, 100)
    await on.pay(phone, id, 100, 200)
    const where = { walletId: ada.walletId, id: conflictId(id, deletion) }
    const seen = { present: {}, kept: [on.money(200)] }
    await execute(ada.ctx, 'conflict.resolve', { ...where, value: null, seen }, tablet.next())
    expect(await on.keptOf(id, deletion)).toEqual([])
    expect((await on.rowOf(id))?.deletedAt).not.toBeNull()
    // Once more is no change.
    await execute(ada.ctx, 'conflict.resolve', { ...where, value: null, seen }, phone.next())
    expect((await on.rowOf(id))?.deletedAt).not.toBeNull()
  })

  it('cannot be both left standing and taken back: whoever comes second hears of the first', async () => {
    const asked = async () => {
      const id = await on.added()
      await on.remove(tablet, id, 100)
      await on.pay(phone, id, 100, 200)
      return id
    }
    const leave = (client: Client, id: string) => {
      const seen = { present: {}, kept: [on.money(200)] }
      const where = { walletId: ada.walletId, id: conflictId(id, deletion) }
      return execute(ada.ctx, 'conflict.resolve', { ...where, value: null, seen }, client.next())
    }
    const bring = (client: Client, id: string, amount: number) => {
      const args = { ...on.place(id), seen: [on.money(amount)] }
      return execute(ada.ctx, 'expense.restore', args, client.next())
    }
    const one = await asked()
    await bring(phone, one, 200)
    expect(await codeOf(leave(tablet, one))).toBe('stale')
    await bring(tablet, one, 200)
    expect((await on.rowOf(one))?.deletedAt).toBeNull()
    const other = await asked()
    await leave(tablet, other)
    expect(await codeOf(bring(phone, other, 200))).toBe('stale')
    expect((await on.rowOf(other))?.deletedAt).not.toBeNull()
    // Out of the trash, where nobody was asked anything, it comes at any time.
    await on.restore(phone, other)
    expect((await on.rowOf(other))?.deletedAt).toBeNull()
  })

  it('is not taken back with other edits than were seen', async () => {
    const id = await on.added()
    await on.remove(tablet, id, 100)
    await on.pay(phone, id, 100, 200)
    await on.pay(phone, id, 200, 250)
    const args = { ...on.place(id), seen: [on.money(200)] }
    expect(await codeOf(execute(ada.ctx, 'expense.restore', args, tablet.next()))).toBe('stale')
    expect((await on.rowOf(id))?.deletedAt).not.toBeNull()
  })

  it('keeps what was in question before, for a restore', async () => {
    const id = await on.added()
    await on.pay(phone, id, 100, 200)
    await on.pay(tablet, id, 100, 300)
    await on.remove(tablet, id, 300)
    expect(await on.keptOf(id, deletion)).toEqual([])
    await on.restore(tablet, id)
    expect(await on.amountsOf(id)).toEqual([200])
  })

  it('lets nobody decide figures under it', async () => {
    const id = await on.added()
    await on.pay(phone, id, 100, 200)
    await on.pay(tablet, id, 100, 300)
    await on.remove(tablet, id, 300)
    const seen = { present: on.money(300), kept: [on.money(200)] }
    expect(await codeOf(on.resolve(phone, id, 200, seen))).toBe('stale')
  })
})
