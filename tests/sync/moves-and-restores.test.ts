import { beforeEach, expect, it } from 'vitest'
import { readInbox } from '@/lib/client/inbox/inbox'
import { newId } from '@/lib/core/ids'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { expectAsOnServer } from '@/tests/support/as-on-server'
import { backups, expenseOnServer } from '@/tests/support/backups'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase, query } from '@/tests/support/each-database'
import { firstCategory, makeWallet, newExpense, type Person } from '@/tests/support/people'

onEachDatabase(() => {
  const { backUp, putBack } = backups()
  let ada: Person
  let second: string
  let phone: TestDevice

  beforeEach(async () => {
    ada = await makeSyncingPerson()
    second = await makeWallet(ada.userId)
    phone = await openDevice(ada.userId)
    await phone.sync()
  })

  const script = async (name: Parameters<typeof execute>[1], args: unknown) =>
    execute(await systemCtx(ada.userId), name, args)
  async function spend(amount = 1000): Promise<string> {
    const args = newExpense(ada, { amount })
    await script('expense.create', args)
    return args.id
  }
  async function move(id: string, from = ada.walletId, walletId = second): Promise<string> {
    const to = { walletId, id: newId(), categoryId: firstCategory(walletId) }
    await script('expense.move', { walletId: from, id, to })
    return to.id
  }
  const pay = (walletId: string, id: string, from: number, to: number) => ({
    ...{ walletId, id },
    changes: { money: { from: { amount: from }, to: { amount: to } } },
  })
  /** The live amounts of all wallets together. */
  async function amounts(): Promise<number[]> {
    const rows = await query<{ amount: number }>(
      `select amount::float8 as amount from expenses where deleted_at is null
       and space_id in ('${ada.walletId}', '${second}') order by amount`,
    )
    return rows.map(({ amount }) => amount)
  }
  async function fresh(): Promise<TestDevice> {
    const device = await openDevice(ada.userId)
    await device.sync()
    return device
  }
  const questions = (walletId: string) =>
    query<{ unit: string; kept: { values: { amount?: number } }[] }>(
      `select unit, kept from conflicts where space_id = '${walletId}' and kept::text <> '[]'`,
    )

  it('a device that first synced after the move brings it back once, not twice', async () => {
    const id = await spend()
    const file = await backUp()
    await move(id)
    const late = await fresh()
    await putBack(file)
    expect(await amounts()).toEqual([1000])
    await late.sync()
    expect(await amounts()).toEqual([1000])
    expect((await expenseOnServer(ada.walletId, id))?.movedTo).toBeTruthy()
    await expectAsOnServer(late, ada.userId)
    await phone.sync()
    expect(await amounts()).toEqual([1000])
  })

  it('one device and two backups, put back in turn, end with it once', async () => {
    const id = await spend()
    const first = await backUp()
    await phone.sync()
    await move(id)
    await phone.sync()
    const after = await backUp()
    for (const file of [first, after, first, first, after]) {
      await putBack(file)
      await phone.sync()
      expect(await amounts()).toEqual([1000])
    }
  })

  it('moved on, and back to where it began, it is there once', async () => {
    const id = await spend()
    const file = await backUp()
    const there = await move(id)
    const back = await move(there, second, ada.walletId)
    const late = await fresh()
    await putBack(file)
    await late.sync()
    expect(await amounts()).toEqual([1000])
    expect((await expenseOnServer(ada.walletId, back))?.deletedAt).toBeNull()
  })

  it('an edit since of what had been moved stands beside it as a question, where it is', async () => {
    const id = await spend()
    const file = await backUp()
    await move(id)
    const late = await fresh()
    await putBack(file)
    await script('expense.update', pay(ada.walletId, id, 1000, 1200))
    await late.sync()
    expect(await amounts()).toEqual([1000])
    expect(await questions(second)).toMatchObject([
      { unit: 'money', kept: [{ values: { amount: 1200 } }] },
    ])
  })

  it('moved once more since the restore, it stays where it was moved to last', async () => {
    const id = await spend()
    const file = await backUp()
    const there = await move(id)
    await script('expense.update', pay(second, there, 1000, 1300))
    const late = await fresh()
    await putBack(file)
    const again = await move(id)
    await late.sync()
    expect(await amounts()).toEqual([1000])
    expect((await expenseOnServer(second, again))?.deletedAt).toBeNull()
    expect(await questions(second)).toMatchObject([
      { unit: 'money', kept: [{ values: { amount: 1300 } }] },
    ])
    await phone.sync()
    expect(await amounts()).toEqual([1000])
  })

  it('of several hundred moved at once each is there once', async () => {
    await move(await spend())
    const columns = `amount, currency, rate, payers, split, date, note, created_at, created_by, updated_at, updated_by`
    const count = (spaceId: string) =>
      query(`update spaces set seq = seq + 1 where id = '${spaceId}'`)
    const rev = (spaceId: string) => `(select seq from spaces where id = '${spaceId}')`
    await count(ada.walletId)
    await query(`insert into expenses (space_id, id, rev, category_id, ${columns})
      select space_id, gen_random_uuid(), ${rev(ada.walletId)}, category_id, ${columns}
      from expenses, generate_series(1, 320) where space_id = '${ada.walletId}'`)
    const file = await backUp()
    await count(ada.walletId)
    await count(second)
    await query(`with moved as (
        update expenses set deleted_at = now(), rev = ${rev(ada.walletId)},
          moved_to = jsonb_build_object('spaceId', '${second}', 'id', gen_random_uuid())
        where space_id = '${ada.walletId}' and moved_to is null returning *)
      insert into expenses (space_id, id, rev, category_id, ${columns})
        select '${second}', (moved_to->>'id')::uuid, ${rev(second)}, '${firstCategory(second)}', ${columns} from moved`)
    const late = await fresh()
    await putBack(file)
    expect(await amounts()).toHaveLength(321)
    await late.sync()
    expect(await amounts()).toHaveLength(321)
    const left = await query(`select 1 from expenses
      where space_id = '${ada.walletId}' and deleted_at is null`)
    expect(left).toEqual([])
  })

  it('what was deleted more than 30 days ago stays deleted, also by a device that came later', async () => {
    const id = await spend()
    const file = await backUp()
    await script('expense.delete', { walletId: ada.walletId, id, seen: { amount: 1000 } })
    await query(`update expenses set deleted_at = now() - interval '45 days' where id = '${id}'`)
    const late = await fresh()
    await putBack(file)
    expect(await amounts()).toEqual([1000])
    await late.sync()
    expect(await amounts()).toEqual([])
  })

  it('a wallet that was deleted after the backup stays deleted, by whichever device heard of it', async () => {
    const walletId = await makeWallet(ada.userId)
    await phone.sync()
    const file = await backUp()
    await script('wallet.delete', { walletId, seen: {} })
    await phone.sync()
    const late = await fresh()
    const live = async () =>
      (await query(`select 1 from wallets where space_id = '${walletId}' and deleted_at is null`))
        .length
    for (const device of [phone, late]) {
      await putBack(file)
      expect(await live()).toBe(1)
      await device.sync()
      expect(await live()).toBe(0)
      expect(await device.replica.store.get('wallet', [walletId, walletId])).toBeUndefined()
    }
  })

  it('a deleted wallet that somebody has written into since stays, and its device asks', async () => {
    const walletId = await makeWallet(ada.userId)
    await phone.sync()
    const file = await backUp()
    await script('wallet.delete', { walletId, seen: {} })
    await phone.sync()
    await putBack(file)
    const args = newExpense({ walletId, categoryId: firstCategory(walletId) }, { amount: 5 })
    await script('expense.create', args)
    await phone.sync()
    expect(await expenseOnServer(walletId, args.id)).toBeDefined()
    const rows = await query(
      `select 1 from wallets where space_id = '${walletId}' and deleted_at is null`,
    )
    expect(rows).toHaveLength(1)
    expect(await phone.replica.store.get('wallet', [walletId, walletId])).toBeDefined()
    expect((await readInbox(phone.replica)).aside).toMatchObject([
      { kind: 'deleted', spaceId: walletId, name: 'Wallet' },
    ])
  })

  it.each(['deleted', 'moved'] as const)(
    'one that was %s in a currency that the copy does not know yet stays so after a restore',
    async (what) => {
      const id = await spend()
      const there = await makeWallet(ada.userId, 'USD')
      const file = await backUp()
      await script('wallet.relabel', { walletId: ada.walletId, from: 'EUR', to: 'USD' })
      if (what === 'moved') await move(id, ada.walletId, there)
      else await script('expense.delete', { walletId: ada.walletId, id, seen: { amount: 1000 } })
      const late = await fresh()
      await putBack(file)
      expect((await expenseOnServer(ada.walletId, id))?.deletedAt).toBeNull()
      await late.sync()
      const row = await expenseOnServer(ada.walletId, id)
      expect(row?.deletedAt).not.toBeNull()
      expect(Boolean(row?.movedTo)).toBe(what === 'moved')
    },
  )
})
