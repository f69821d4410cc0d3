import { beforeEach, expect, it } from 'vitest'
import { newId } from '@/lib/core/ids'
import { conflictId } from '@/lib/domain/conflicts/schema'
import { mostRelabelled } from '@/lib/domain/wallets/rules'
import { execute } from '@/lib/server/execute'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase } from '@/tests/support/each-database'
import { codeOf, join, newExpense, type Person } from '@/tests/support/people'

onEachDatabase(() => {
  let ada: Person
  let phone: TestDevice
  let tablet: TestDevice

  beforeEach(async () => {
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
  async function add(device: TestDevice, amount: number, note = ''): Promise<string> {
    const args = newExpense(ada, { amount, note })
    await device.replica.mutate('expense.create', args, `Add ${note}`)
    return args.id
  }
  const relabel = (device: TestDevice, from: string, to: string) =>
    device.replica.mutate('wallet.relabel', { walletId: ada.walletId, from, to }, '')
  const row = (device: TestDevice, id: string) =>
    device.replica.store.get('expense', [ada.walletId, id])
  const wallet = (device: TestDevice) =>
    device.replica.store.get('wallet', [ada.walletId, ada.walletId])
  const money = (from: object, to: object) => ({ money: { from, to } })
  const edit = (device: TestDevice, id: string, changes: object) =>
    device.replica.mutate('expense.update', { walletId: ada.walletId, id, changes }, 'Change it')
  const remove = (device: TestDevice, id: string, seen: object) =>
    device.replica.mutate('expense.delete', { walletId: ada.walletId, id, seen }, '')
  const questions = async (device: TestDevice) => {
    const all = await device.replica.store.getAll('conflict')
    return all.filter(({ kept }) => kept.length > 0)
  }

  it('writes expenses and trash in the other currency, the figures as they are, on every device', async () => {
    const lunch = await add(phone, 128000, 'lunch')
    const gone = await add(phone, 500, 'gone')
    await remove(phone, gone, { amount: 500, currency: 'EUR' })
    await untilQuiet()
    await relabel(phone, 'EUR', 'JPY')
    expect(await row(phone, lunch)).toMatchObject({ amount: 1280, currency: 'JPY' })
    await untilQuiet()
    expect(await row(tablet, lunch)).toMatchObject({ amount: 1280, currency: 'JPY' })
    expect(await wallet(tablet)).toMatchObject({ currency: 'JPY', formerly: ['EUR'] })
    expect((await tablet.replica.store.getAll('month')).map(({ sums }) => sums[22])).toEqual([1280])
    expect(await questions(tablet)).toEqual([])
    await tablet.replica.mutate('expense.restore', { walletId: ada.walletId, id: gone }, '')
    await untilQuiet()
    expect(await row(phone, gone)).toMatchObject({ amount: 5, currency: 'JPY', deletedAt: null })
  })

  it('can be taken back, and takes no part of a figure with it', async () => {
    const id = await add(phone, 128000)
    await relabel(phone, 'EUR', 'JPY')
    await relabel(phone, 'JPY', 'EUR')
    await untilQuiet()
    expect(await row(tablet, id)).toMatchObject({ amount: 128000, currency: 'EUR' })
    expect(await wallet(tablet)).toMatchObject({ currency: 'EUR', formerly: ['JPY'] })
  })

  it('is refused where a figure has decimals that would be cut, and nothing is changed', async () => {
    await add(phone, 100)
    const id = await add(phone, 1250)
    await untilQuiet()
    await expect(relabel(phone, 'EUR', 'JPY')).rejects.toThrow(
      'to cannot be JPY, which has no decimals for 12.50 EUR.',
    )
    const args = { walletId: ada.walletId, from: 'EUR', to: 'JPY' }
    expect(await codeOf(execute(ada.ctx, 'wallet.relabel', args))).toBe('invalid')
    await untilQuiet()
    expect(await wallet(tablet)).toMatchObject({ currency: 'EUR', formerly: [] })
    expect(await row(tablet, id)).toMatchObject({ amount: 1250, currency: 'EUR' })
  })

  it('is for a wallet of one person with at most 500 expenses, the trash included', async () => {
    const args = { walletId: ada.walletId, from: 'EUR', to: 'USD' }
    for (let made = 0; made < mostRelabelled; made++) {
      await execute(ada.ctx, 'expense.create', newExpense(ada))
    }
    await execute(ada.ctx, 'wallet.relabel', args)
    const back = { ...args, from: 'USD', to: 'EUR' }
    const one = newExpense(ada)
    await execute(ada.ctx, 'expense.create', one)
    const { walletId, id } = one
    await execute(ada.ctx, 'expense.delete', { walletId, id, seen: {} })
    await expect(execute(ada.ctx, 'wallet.relabel', back)).rejects.toThrow(/more than 500/)
  })

  it('is refused where several people share the wallet', async () => {
    const args = { walletId: ada.walletId, from: 'EUR', to: 'USD' }
    await join(ada.walletId, newId(), 'editor')
    await expect(execute(ada.ctx, 'wallet.relabel', args)).rejects.toThrow(/Several people/)
  })

  it('relabels what waits on another device in the old currency: new ones, edits, deletions', async () => {
    const [edited, old, deleted] = [
      await add(phone, 1000),
      await add(phone, 2000),
      await add(phone, 300),
    ]
    await untilQuiet()
    await relabel(phone, 'EUR', 'JPY')
    const made = await add(tablet, 700, 'ramen')
    await edit(
      tablet,
      edited,
      money({ amount: 1000, currency: 'EUR' }, { amount: 2500, currency: 'EUR' }),
    )
    // As devices of an older version say it: without the currency.
    await edit(tablet, old, money({ amount: 2000 }, { amount: 2100 }))
    await remove(tablet, deleted, { amount: 300, currency: 'EUR' })
    await untilQuiet()
    expect(await row(phone, made)).toMatchObject({ amount: 7, currency: 'JPY', note: 'ramen' })
    expect(await row(phone, edited)).toMatchObject({ amount: 25, currency: 'JPY' })
    expect(await row(phone, old)).toMatchObject({ amount: 21, currency: 'JPY' })
    expect((await row(phone, deleted))?.deletedAt).not.toBeNull()
    expect(await questions(phone)).toEqual([])
  })

  it('keeps what waits and cannot be written so where its author sees it', async () => {
    await relabel(phone, 'EUR', 'JPY')
    await add(tablet, 1250, 'coffee')
    await phone.sync()
    await tablet.sync()
    const [entry] = await tablet.replica.outbox()
    expect(entry).toMatchObject({ state: 'refused', summary: 'Add coffee' })
    expect(entry?.refusal?.message).toBe(
      'amount has decimals, and the wallet was changed from EUR to JPY, which has none of them.',
    )
  })

  it('writes open questions in the other currency, which can be settled as before', async () => {
    const id = await add(phone, 1000)
    await untilQuiet()
    await edit(
      phone,
      id,
      money({ amount: 1000, currency: 'EUR' }, { amount: 2000, currency: 'EUR' }),
    )
    await edit(
      tablet,
      id,
      money({ amount: 1000, currency: 'EUR' }, { amount: 3000, currency: 'EUR' }),
    )
    await untilQuiet()
    await relabel(phone, 'EUR', 'JPY')
    await untilQuiet()
    const open = await tablet.replica.store.get('conflict', [ada.walletId, conflictId(id, 'money')])
    const whole = { currency: 'JPY', rate: null, payers: null, split: null }
    expect(open?.kept.map(({ values }) => values)).toEqual([{ amount: 20, ...whole }])
    const value = { amount: 20, ...whole }
    const seen = { present: { amount: 30, ...whole }, kept: [value] }
    const args = { walletId: ada.walletId, id: open?.id, value, seen }
    await tablet.replica.mutate('conflict.resolve', args, '')
    await untilQuiet()
    expect(await row(phone, id)).toMatchObject({ amount: 20, currency: 'JPY' })
    expect(await questions(phone)).toEqual([])
  })

  it('of two at once the first one stands, and the other hears why', async () => {
    const id = await add(phone, 1000)
    await untilQuiet()
    await relabel(phone, 'EUR', 'JPY')
    await relabel(tablet, 'EUR', 'USD')
    await untilQuiet()
    expect(await row(tablet, id)).toMatchObject({ amount: 10, currency: 'JPY' })
    const [entry] = await tablet.replica.outbox()
    expect(entry).toMatchObject({ state: 'refused', refusal: { code: 'stale' } })
  })

  it('refuses whoever says by themselves what a wallet was in formerly', async () => {
    const formerly = { from: { formerly: [] }, to: { formerly: ['USD'] } }
    const args = { walletId: ada.walletId, changes: { formerly } }
    expect(await codeOf(execute(ada.ctx, 'wallet.update', args))).toBe('invalid')
  })
})
