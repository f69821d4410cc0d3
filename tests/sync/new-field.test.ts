import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { recover } from '@/lib/client/syncing/recovery'
import { newId } from '@/lib/core/ids'
import { changesBetween, seenOf } from '@/lib/domain/change'
import { conflictId } from '@/lib/domain/conflicts/schema'
import type { Row } from '@/lib/domain/entities'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { readChanges } from '@/lib/server/reads/changes'
import { findExpenses, listExpenses, stored } from '@/lib/server/reads/expenses'
import { expectAsOnServer } from '@/tests/support/as-on-server'
import { backups } from '@/tests/support/backups'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase, query } from '@/tests/support/each-database'
import { merchantMigration } from '@/tests/support/invented/merchant'
import { migrateInvented } from '@/tests/support/invented/migrations'
import { firstCategory, makeWallet, newExpense, type Person } from '@/tests/support/people'

// A field that expenses do not have: its description and its column are all that it takes, the form and the REST shape aside.
vi.mock('@/lib/domain/expenses/schema', async (original) => {
  const known = await original<typeof import('@/lib/domain/expenses/schema')>()
  const { withMerchant } = await import('@/tests/support/invented/merchant')
  return { ...known, expense: withMerchant(known.expense) }
})
vi.mock('@/db/schema/expenses', async () => {
  const { expensesWithMerchant } = await import('@/tests/support/invented/merchant')
  return { expenses: expensesWithMerchant }
})

type Expense = Row<'expense'> & { merchant: string }

onEachDatabase(() => {
  const { backUp, putBack } = backups()
  let folder: string
  let ada: Person
  let phone: TestDevice
  let tablet: TestDevice

  beforeAll(async () => {
    folder = await migrateInvented(merchantMigration)
  })

  beforeEach(async () => {
    ada = await makeSyncingPerson()
    phone = await openDevice(ada.userId)
    tablet = await openDevice(ada.userId)
    await both()
  })

  async function both(): Promise<void> {
    for (const device of [phone, tablet, phone]) await device.sync()
  }
  async function added(merchant = 'Rossi'): Promise<string> {
    const { id, fields, walletId } = newExpense(ada)
    const args = { walletId, id, fields: { ...fields, merchant } }
    await phone.replica.mutate('expense.create', args, 'add')
    await both()
    return id
  }
  const here = async ({ replica }: TestDevice, id: string, walletId = ada.walletId) =>
    (await replica.store.get('expense', [walletId, id])) as Expense | undefined
  async function rename(device: TestDevice, id: string, merchant: string): Promise<void> {
    const row = (await here(device, id)) as Expense
    const changes = changesBetween('expense', row, { merchant } as Partial<Expense>)
    await device.replica.mutate('expense.update', { walletId: ada.walletId, id, changes }, 'edit')
  }

  it('reaches every device and script, and merges as it says', async () => {
    const id = await added()
    const ctx = await systemCtx(ada.userId)
    expect(await findExpenses(ctx, id)).toMatchObject([{ merchant: 'Rossi' }])
    expect(await listExpenses(ctx, { limit: 5 })).toMatchObject([{ merchant: 'Rossi' }])
    const { rows } = await readChanges(ctx, ada.walletId, 0, 500)
    expect(rows.map(({ row }) => row)).toContainEqual(
      expect.objectContaining({ merchant: 'Rossi' }),
    )
    await rename(phone, id, 'Bar Rossi')
    await rename(tablet, id, 'Rossi & Figli')
    await both()
    expect(await here(phone, id)).toMatchObject({ merchant: 'Rossi & Figli' })
    const question = await phone.replica.store.get('conflict', [
      ada.walletId,
      conflictId(id, 'merchant'),
    ])
    expect(question?.kept).toMatchObject([{ values: { merchant: 'Bar Rossi' } }])
    await expectAsOnServer(tablet, ada.userId)
  })

  it('is what it was before in what an older device sends, which does not know it', async () => {
    const args = newExpense(ada, { note: 'older' })
    await phone.replica.mutate('expense.create', args, 'add')
    await both()
    expect(await here(tablet, args.id)).toMatchObject({ merchant: '', note: 'older' })
    const id = await added()
    const seen = { amount: 100, note: '' }
    const place = { walletId: ada.walletId, id }
    const changes = { note: { from: { note: '' }, to: { note: 'milk' } } }
    await tablet.replica.mutate('expense.update', { ...place, changes }, 'edit')
    await tablet.replica.mutate('expense.delete', { ...place, seen }, 'delete')
    await tablet.replica.mutate('expense.restore', place, 'restore')
    await both()
    expect(await here(phone, id)).toMatchObject({ merchant: 'Rossi', note: 'milk' })
  })

  it('goes along to another wallet, and a deletion has seen it', async () => {
    const id = await added()
    const other = await makeWallet(ada.userId)
    await both()
    const to = { walletId: other, id: newId(), categoryId: firstCategory(other) }
    await phone.replica.mutate('expense.move', { walletId: ada.walletId, id, to }, 'move')
    await both()
    expect(await here(tablet, to.id, other)).toMatchObject({ merchant: 'Rossi' })
    const ctx = await systemCtx(ada.userId)
    const [row] = await findExpenses(ctx, to.id)
    const seen = seenOf('expense', stored(row as NonNullable<typeof row>))
    await execute(ctx, 'expense.delete', { walletId: other, id: to.id, seen })
    await both()
    expect(await tablet.replica.store.getAll('conflict')).toEqual([])
  })

  it('comes back to a server that was put back to an older copy', async () => {
    const id = await added()
    const file = await backUp()
    await rename(phone, id, 'Bar Rossi')
    const lost = await added('Verdi')
    await putBack(file, { folder })
    await both()
    for (const [row, merchant] of [
      [id, 'Bar Rossi'],
      [lost, 'Verdi'],
    ]) {
      const found = await query(`select merchant from expenses where id = '${row}'`)
      expect(found).toEqual([{ merchant }])
    }
  })

  it('is in what a device keeps of a row that the server would not take back', async () => {
    await added()
    const asked = { epoch: newId(), from: { [ada.walletId]: 0, [ada.userId]: 0 }, gone: [] }
    await recover(phone.replica, async ({ rows }) => ({
      ...asked,
      refused: rows.map(({ row }) => String(row.id)),
    }))
    const outbox = await phone.replica.outbox()
    const kept = outbox.find(({ name }) => name === 'expense.create')
    expect(kept).toMatchObject({ state: 'refused', args: { fields: { merchant: 'Rossi' } } })
  })
})
