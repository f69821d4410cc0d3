import { beforeAll, describe, expect, it } from 'vitest'
import { type Answer, changeFor } from '@/lib/client/inbox/decide'
import { type Question, readInbox } from '@/lib/client/inbox/inbox'
import { newId } from '@/lib/core/ids'
import { deletion } from '@/lib/domain/conflicts/rules'
import { conflictId } from '@/lib/domain/conflicts/schema'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase } from '@/tests/support/each-database'
import { firstCategory, makeWallet, newExpense, newNote, type Person } from '@/tests/support/people'

onEachDatabase(() => {
  let ada: Person
  let phone: TestDevice
  let tablet: TestDevice

  beforeAll(async () => {
    ada = await makeSyncingPerson()
    phone = await openDevice(ada.userId)
    tablet = await openDevice(ada.userId)
    await untilQuiet()
  })

  /** Both devices meet the server until neither has news for the other. */
  async function untilQuiet() {
    for (const one of [phone, tablet, phone, tablet]) await one.sync()
    expect(await phone.rows()).toEqual(await tablet.rows())
  }
  async function both(): Promise<string> {
    const args = newExpense(ada, { amount: 100, note: 'start' })
    await phone.replica.mutate('expense.create', args, '')
    await untilQuiet()
    return args.id
  }
  const row = (device: TestDevice, id: string) =>
    device.replica.store.get('expense', [ada.walletId, id])
  const question = (device: TestDevice, id: string, unit: string) =>
    device.replica.store.get('conflict', [ada.walletId, conflictId(id, unit)])
  const pay = (device: TestDevice, id: string, from: number, to: number) =>
    device.replica.mutate(
      'expense.update',
      {
        walletId: ada.walletId,
        id,
        changes: { money: { from: { amount: from }, to: { amount: to } } },
      },
      '',
    )
  /** What the inbox does where one of its buttons is pressed. */
  const press = async ({ replica }: TestDevice, asked: Question | undefined, answer: Answer) => {
    if (!asked) throw new Error('Nothing was asked.')
    const change = changeFor(asked, answer)
    if (change) await replica.mutateAll([{ ...change, summary: '' }])
    if (asked.stale) await replica.discard(asked.stale.n)
  }
  const money = (amount: number) => ({
    ...{ amount, currency: 'EUR', rate: null, payers: null, split: null },
  })

  describe('two devices that were offline', () => {
    it('change different fields of one expense: both changes are there', async () => {
      const id = await both()
      await pay(phone, id, 100, 200)
      await tablet.replica.mutate(
        'expense.update',
        newNote(ada.walletId, id, 'start', 'from the tablet'),
        '',
      )
      await untilQuiet()
      expect(await row(phone, id)).toMatchObject({ amount: 200, note: 'from the tablet' })
      expect(await question(phone, id, 'money')).toBeUndefined()
    })

    it('change one amount: both see both, and choosing on one settles it on both', async () => {
      const id = await both()
      await pay(phone, id, 100, 200)
      await pay(tablet, id, 100, 300)
      await untilQuiet()
      const { clientId } = await phone.replica.meta()
      for (const device of [phone, tablet]) {
        expect(await row(device, id)).toMatchObject({ amount: 300 })
        expect((await question(device, id, 'money'))?.kept).toMatchObject([
          { values: money(200), client: clientId, by: ada.userId },
        ])
      }
      await phone.replica.mutate(
        'conflict.resolve',
        {
          walletId: ada.walletId,
          id: conflictId(id, 'money'),
          value: money(200),
          seen: { present: money(300), kept: [money(200)] },
        },
        '',
      )
      // At once on the device that chose, before the server knows.
      expect(await row(phone, id)).toMatchObject({ amount: 200 })
      expect((await question(phone, id, 'money'))?.kept).toEqual([])
      await untilQuiet()
      expect(await row(tablet, id)).toMatchObject({ amount: 200 })
      expect((await question(tablet, id, 'money'))?.kept).toEqual([])
    })

    it('choose differently: the second is asked anew with what stands now, and its choice counts', async () => {
      const id = await both()
      await pay(phone, id, 100, 200)
      await pay(tablet, id, 100, 300)
      await untilQuiet()
      const seen = { present: money(300), kept: [money(200)] }
      const where = { walletId: ada.walletId, id: conflictId(id, 'money'), seen }
      await phone.replica.mutate('conflict.resolve', { ...where, value: money(200) }, '')
      await tablet.replica.mutate('conflict.resolve', { ...where, value: money(300) }, '')
      await untilQuiet()
      expect(await row(phone, id)).toMatchObject({ amount: 200 })
      expect(await phone.replica.outbox()).toEqual([])
      const { questions, notSent, self } = await readInbox(tablet.replica)
      expect(notSent).toEqual([])
      expect(questions).toMatchObject([
        {
          weight: 'decide',
          present: money(200),
          decided: true,
          conflict: { kept: [{ values: money(300), by: ada.userId, client: self.clientId }] },
        },
      ])
      await press(tablet, questions[0], money(300))
      await untilQuiet()
      expect(await row(phone, id)).toMatchObject({ amount: 300 })
      for (const { replica } of [phone, tablet]) {
        expect(await readInbox(replica)).toMatchObject({ questions: [], notSent: [] })
      }
    })

    it('choose differently, and the second gives way: nothing is left to ask', async () => {
      const id = await both()
      await pay(phone, id, 100, 200)
      await pay(tablet, id, 100, 300)
      await untilQuiet()
      const seen = { present: money(300), kept: [money(200)] }
      const where = { walletId: ada.walletId, id: conflictId(id, 'money'), seen }
      await tablet.replica.mutate('conflict.resolve', { ...where, value: money(300) }, '')
      await phone.replica.mutate('conflict.resolve', { ...where, value: money(200) }, '')
      await phone.sync()
      await untilQuiet()
      const { questions } = await readInbox(tablet.replica)
      await press(tablet, questions[0], money(200))
      await untilQuiet()
      expect(await row(tablet, id)).toMatchObject({ amount: 200 })
      expect(await tablet.replica.outbox()).toEqual([])
    })

    it.each(['restores', 'leaves'] as const)(
      'one deletes, one edits, and the first to choose %s it: the second is asked anew',
      async (first) => {
        const id = await both()
        const { walletId } = ada
        const asDeleted = { walletId, id, seen: { ...money(100), note: 'start' } }
        await phone.replica.mutate('expense.delete', asDeleted, '')
        await pay(tablet, id, 100, 300)
        await untilQuiet()
        const bring = (on: TestDevice) =>
          on.replica.mutate('expense.restore', { walletId, id, seen: [money(300)] }, '')
        const leave = (on: TestDevice) => {
          const seen = { present: {}, kept: [money(300)] }
          const args = { walletId, id: conflictId(id, deletion), value: null, seen }
          return on.replica.mutate('conflict.resolve', args, '')
        }
        const [one, two] = first === 'restores' ? [bring, leave] : [leave, bring]
        await one(phone)
        await two(tablet)
        await untilQuiet()
        const isLive = first === 'restores'
        expect((await row(tablet, id))?.deletedAt === null).toBe(isLive)
        const { questions, notSent } = await readInbox(tablet.replica)
        expect(notSent).toEqual([])
        expect(questions).toMatchObject([
          { decided: true, conflict: { unit: deletion, rowId: id }, row: { amount: 300 } },
        ])
        await press(tablet, questions[0], isLive ? null : 'restore')
        await untilQuiet()
        expect((await row(phone, id))?.deletedAt === null).toBe(!isLive)
        for (const { replica } of [phone, tablet]) {
          expect(await readInbox(replica)).toMatchObject({ questions: [], notSent: [] })
        }
      },
    )

    it('one deletes, one edits: the deletion stands and the edit can be brought back', async () => {
      const id = await both()
      await phone.replica.mutate(
        'expense.delete',
        { walletId: ada.walletId, id, seen: { ...money(100), note: 'start' } },
        '',
      )
      await pay(tablet, id, 100, 300)
      await untilQuiet()
      for (const device of [phone, tablet]) {
        expect(await row(device, id)).toMatchObject({ amount: 300, deletedAt: expect.any(String) })
        expect((await question(device, id, deletion))?.kept).toMatchObject([{ values: money(300) }])
      }
      await phone.replica.mutate('expense.restore', { walletId: ada.walletId, id }, '')
      await untilQuiet()
      expect(await row(tablet, id)).toMatchObject({ amount: 300, deletedAt: null })
      expect((await question(tablet, id, deletion))?.kept).toEqual([])
    })

    it('one edits again what the other displaced: only the figure that nobody saw is in question', async () => {
      const id = await both()
      await pay(phone, id, 100, 200)
      await pay(phone, id, 200, 250)
      await pay(tablet, id, 100, 300)
      await pay(tablet, id, 300, 310)
      await untilQuiet()
      const now = await row(phone, id)
      const kept = (await question(phone, id, 'money'))?.kept ?? []
      expect([now?.amount, ...kept.map(({ values }) => values.amount)]).toEqual([310, 250])
    })

    it('one moves an expense to another wallet, the other edits it: the edit goes after it', async () => {
      const id = await both()
      const walletId = await makeWallet(ada.userId)
      await untilQuiet()
      await pay(tablet, id, 100, 300)
      const category = { from: { categoryId: ada.categoryId }, to: { categoryId: ada.categoryId } }
      await tablet.replica.mutate(
        'expense.update',
        { walletId: ada.walletId, id, changes: { category } },
        '',
      )
      const to = { walletId, id: newId(), categoryId: firstCategory(walletId) }
      await phone.replica.mutate('expense.move', { walletId: ada.walletId, id, to }, '')
      await untilQuiet()
      expect(await phone.replica.store.get('expense', [walletId, to.id])).toMatchObject({
        ...{ amount: 300, categoryId: to.categoryId, deletedAt: null },
      })
      const [left] = await tablet.replica.outbox()
      expect(left).toMatchObject({ state: 'refused', refusal: { code: 'moved' } })
      await tablet.replica.discard(left?.n ?? 0)
    })

    it('one moves an expense, the other deletes it or changes more than can be moved: nothing is passed over', async () => {
      const [removed, changed] = [await both(), await both()]
      const walletId = await makeWallet(ada.userId)
      await untilQuiet()
      const place = (id: string) => ({ walletId: ada.walletId, id })
      await tablet.replica.mutate(
        'expense.delete',
        { ...place(removed), seen: { amount: 100 } },
        '',
      )
      const category = { from: { categoryId: ada.categoryId }, to: { categoryId: ada.categoryId } }
      const note = { from: { note: 'start' }, to: { note: 'more' } }
      const changes = { note, category }
      await tablet.replica.mutate('expense.update', { ...place(changed), changes }, '')
      const moved: string[] = []
      for (const id of [removed, changed]) {
        const to = { walletId, id: newId(), categoryId: firstCategory(walletId) }
        moved.push(to.id)
        await phone.replica.mutate('expense.move', { ...place(id), to }, '')
      }
      await untilQuiet()
      const [first, second] = await Promise.all(
        moved.map((id) => phone.replica.store.get('expense', [walletId, id])),
      )
      expect(first?.deletedAt).toBeTruthy()
      expect(second).toMatchObject({ note: 'more', deletedAt: null })
      const [left, ...others] = await tablet.replica.outbox()
      expect(others).toEqual([])
      expect(left).toMatchObject({ state: 'refused', args: { changes: { category } } })
      expect(left?.args).not.toHaveProperty('changes.note')
    })
  })
})
