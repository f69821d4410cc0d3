import { beforeEach, describe, expect, it } from 'vitest'
import { changeFor } from '@/lib/client/inbox/decide'
import { readInbox } from '@/lib/client/inbox/inbox'
import { readBudgets } from '@/lib/client/reads/budgets'
import { newId } from '@/lib/core/ids'
import { limitId } from '@/lib/domain/budgets/rules'
import { readyCategories } from '@/lib/domain/categories/ready'
import { expectAsOnServer } from '@/tests/support/as-on-server'
import { backups } from '@/tests/support/backups'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase } from '@/tests/support/each-database'
import { codeOf, makeWallet, newExpense, type Person } from '@/tests/support/people'

onEachDatabase(() => {
  const { backUp, putBack } = backups()
  let ada: Person
  let phone: TestDevice
  let tablet: TestDevice
  let groceries: { walletId: string; categoryId: string }
  let dining: typeof groceries

  beforeEach(async () => {
    ada = await makeSyncingPerson()
    phone = await openDevice(ada.userId)
    tablet = await openDevice(ada.userId)
    await both()
    const of = (at: number) => ({
      walletId: ada.walletId,
      categoryId: readyCategories(ada.walletId)[at]?.id ?? '',
    })
    ;[groceries, dining] = [of(0), of(1)]
  })

  const both = async () => {
    for (const one of [phone, tablet, phone]) await one.sync()
  }
  const fields = (more: object = {}) => ({
    ...{ name: 'Food', scope: 'chosen', categories: [groceries], currency: 'EUR' },
    ...{ period: 'month', startsOn: 1, rollover: 'off', since: '2026-11-01', ...more },
  })
  const add = async (one: TestDevice, more: object = {}, spaceId = ada.userId) => {
    const id = newId()
    await one.replica.mutate('budget.create', { spaceId, id, fields: fields(more) }, 'Add budget')
    return { spaceId, id }
  }
  const money = (amount: number | null, currency = 'EUR') => ({ amount, currency })
  const set = (
    one: TestDevice,
    { spaceId, id: budgetId }: { spaceId: string; id: string },
    from: ReturnType<typeof money> | null,
    to: ReturnType<typeof money>,
    date = '2026-11-01',
  ) =>
    one.replica.mutate('limit.set', { spaceId, budgetId, from: date, money: { from, to } }, 'Limit')
  const limitsOn = async ({ replica }: TestDevice) =>
    (await readBudgets(replica)).map(({ limits }) =>
      limits.map(({ from, amount }) => [from, amount]),
    )

  describe.each(['own', 'wallet'])('a budget in a space of one’s %s', (kind) => {
    let spaceId: string
    beforeEach(() => {
      spaceId = kind === 'own' ? ada.userId : ada.walletId
    })

    it('is on every device with its limits, deleted, and back again with them', async () => {
      const budget = await add(phone, {}, spaceId)
      await set(phone, budget, null, money(40_000))
      await both()
      expect(await limitsOn(tablet)).toEqual([[['2026-11-01', 40_000]]])
      await tablet.replica.mutate('budget.delete', { ...budget, seen: {} }, 'Delete')
      await both()
      expect(await readBudgets(phone.replica)).toEqual([])
      await phone.replica.mutate('budget.restore', budget, 'Restore')
      await both()
      expect(await limitsOn(tablet)).toEqual([[['2026-11-01', 40_000]]])
      const late = await openDevice(ada.userId)
      await late.sync()
      expect(await limitsOn(late)).toEqual([[['2026-11-01', 40_000]]])
      await expectAsOnServer(late, ada.userId)
    })

    it('asks which limit is right where two devices set the first one, and where both changed it', async () => {
      const budget = await add(phone, {}, spaceId)
      await both()
      for (const saw of [null, money(20_000)]) {
        const [one, other] = saw ? [70_000, 80_000] : [10_000, 20_000]
        await set(phone, budget, saw, money(one))
        await set(tablet, budget, saw, money(other))
        await both()
        await tablet.sync()
        for (const device of [phone, tablet]) {
          const { questions } = await readInbox(device.replica)
          expect(questions).toMatchObject([
            { entity: 'limit', weight: 'decide', present: money(other) },
          ])
          expect(questions[0]?.conflict.kept.map(({ values }) => values)).toEqual([money(one)])
        }
        const [question] = (await readInbox(phone.replica)).questions
        const change = question && changeFor(question, money(one))
        if (!change) throw new Error('It is not asked.')
        await phone.replica.mutateAll([{ ...change, summary: 'Keep' }])
        await both()
        expect(await limitsOn(tablet)).toEqual([[['2026-11-01', one]]])
        expect((await readInbox(tablet.replica)).questions).toEqual([])
        if (!saw) await set(phone, budget, money(one), money(20_000)).then(both)
      }
      await expectAsOnServer(tablet, ada.userId)
    })

    it('refuses what is no budget, with a reason', async () => {
      const budget = await add(phone, {}, spaceId)
      const refusals: [() => Promise<unknown>, string][] = [
        [() => add(phone, { period: 'week', startsOn: 8 }, spaceId), 'startsOn'],
        [() => add(phone, { startsOn: 32 }, spaceId), 'startsOn'],
        [() => set(phone, budget, null, money(0)), 'amount'],
        [() => set(phone, budget, null, money(-5)), 'amount'],
        [() => set(phone, budget, null, money(10 ** 13 + 1)), 'amount'],
        [() => set(phone, budget, null, money(5, 'USD')), 'currency'],
        [() => set(phone, { spaceId, id: newId() }, null, money(5)), 'budget'],
      ]
      for (const [refused, about] of refusals) {
        expect(await codeOf(refused()), about).toBe('invalid')
        await expect(refused()).rejects.toThrow(about)
      }
      expect(await limitsOn(phone)).toEqual([[]])
      await both()
      await expectAsOnServer(tablet, ada.userId)
    })
  })

  it('of a wallet counts nothing of another one, nor another currency', async () => {
    const other = { ...groceries, walletId: newId() }
    expect(await codeOf(add(phone, { categories: [other] }, ada.walletId))).toBe('invalid')
    expect(await codeOf(add(phone, { currency: 'JPY' }, ada.walletId))).toBe('invalid')
  })

  it('of a wallet goes with its wallet, and does not count the others then', async () => {
    const other = await makeWallet(ada.userId, 'EUR')
    await both()
    await add(phone, { scope: 'all', categories: [] }, other)
    await both()
    expect(await limitsOn(tablet)).toHaveLength(1)
    await phone.replica.mutate('wallet.delete', { walletId: other, seen: {} }, 'Delete')
    // At once, before the server has heard of it.
    expect(await readBudgets(phone.replica)).toEqual([])
    for (const device of [phone, tablet]) {
      await both()
      expect(await readBudgets(device.replica)).toEqual([])
    }
  })

  it('is merged: what one device adds to its categories stays beside what another takes out', async () => {
    const budget = await add(phone)
    await both()
    const change = (one: TestDevice, to: object[]) =>
      one.replica.mutate(
        'budget.update',
        {
          ...budget,
          changes: { categories: { from: { categories: [groceries] }, to: { categories: to } } },
        },
        'Change',
      )
    await change(phone, [groceries, dining])
    await change(tablet, [])
    await both()
    const [now] = await readBudgets(phone.replica)
    expect(now?.budget.categories).toEqual([dining])
    await expectAsOnServer(tablet, ada.userId)
  })

  it('of a wallet follows the currency of its wallet, limits set elsewhere meanwhile too', async () => {
    const budget = await add(phone, {}, ada.walletId)
    await set(phone, budget, null, money(40_000))
    await phone.replica.mutate('expense.create', newExpense(ada, { amount: 500 }), 'Add')
    await both()
    await set(tablet, budget, money(40_000), money(50_000))
    await set(tablet, budget, null, money(60_000), '2026-12-01')
    const relabel = { walletId: ada.walletId, from: 'EUR', to: 'JPY' }
    await phone.replica.mutate('wallet.relabel', relabel, 'Relabel')
    await both()
    await tablet.sync()
    const [now] = await readBudgets(phone.replica)
    expect(now?.budget.currency).toBe('JPY')
    expect(
      now?.limits.map(({ from, amount, currency }) => [from, amount, currency]).sort(),
    ).toEqual([
      ['2026-11-01', 500, 'JPY'],
      ['2026-12-01', 600, 'JPY'],
    ])
    expect(now?.limits.map(({ id }) => id)).toContain(limitId(budget.id, '2026-12-01'))
    expect((await readInbox(phone.replica)).questions).toEqual([])
    await expectAsOnServer(tablet, ada.userId)
  })

  it('comes back from a device that has it, with its limits, where the server was put back', async () => {
    const known = await add(phone)
    await set(phone, known, null, money(10_000))
    await both()
    const file = await backUp()
    const budget = await add(phone, { name: 'Later' })
    await set(phone, budget, null, money(40_000))
    await set(phone, known, money(10_000), money(20_000))
    await both()
    await putBack(file)
    await both()
    const late = await openDevice(ada.userId)
    await late.sync()
    const all = await readBudgets(late.replica)
    expect(all.map(({ budget, limits }) => [budget.name, limits[0]?.amount])).toEqual([
      ['Food', 20_000],
      ['Later', 40_000],
    ])
    await expectAsOnServer(tablet, ada.userId)
  })
})
