import { and, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { database } from '@/db/client'
import { conflicts } from '@/db/schema/conflicts'
import { restoredSpaces } from '@/db/schema/epochs'
import { newId } from '@/lib/core/ids'
import { conflictId } from '@/lib/domain/conflicts/schema'
import type { RecoverReply } from '@/lib/domain/protocol'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { readEpoch } from '@/lib/server/sync/epoch'
import { answerRecover } from '@/lib/server/sync/recover'
import { backups, expenseOnServer } from '@/tests/support/backups'
import { makeSyncingPerson } from '@/tests/support/devices'
import { onEachDatabase, query } from '@/tests/support/each-database'
import { codeOf, join, newExpense, type Person, seqOf } from '@/tests/support/people'

onEachDatabase(() => {
  const { backUp, putBack } = backups()
  let ada: Person
  let bob: Person
  /** The life that ended. */
  let epoch: string
  /** How far Ada's wallet was in the copy. */
  let s0: number
  /** An expense that was there, one that lay in the trash, and one that was newer in the copy than what comes. */
  let there: string
  let trashed: string

  beforeAll(async () => {
    ada = await makeSyncingPerson()
    bob = await makeSyncingPerson()
    await join(ada.walletId, bob.userId, 'editor')
    const script = async (name: Parameters<typeof execute>[1], args: unknown) =>
      execute(await systemCtx(ada.userId), name, args)
    const [one, two] = [newExpense(ada, { note: 'there' }), newExpense(ada, { note: 'trash' })]
    there = one.id
    trashed = two.id
    await script('expense.create', one)
    await script('expense.create', two)
    await script('expense.delete', { walletId: ada.walletId, id: trashed, seen: { amount: 100 } })
    epoch = await readEpoch()
    s0 = (await seqOf(ada.walletId)) ?? 0
    await putBack(await backUp())
  })

  beforeEach(async () => {
    await query(`update epochs set started_at = now()`)
  })

  const row = (more: object = {}) => {
    const at = new Date().toISOString()
    const { id, fields } = newExpense(ada, { note: 'brought' })
    return {
      ...{ spaceId: ada.walletId, id, rev: s0 + 1, ...fields },
      ...{ createdAt: at, createdBy: ada.userId, updatedAt: at, updatedBy: ada.userId },
      ...{ deletedAt: null, movedTo: null, ...more },
    }
  }
  async function bring(
    brought: object,
    {
      entity = 'expense',
      as = ada,
      from = epoch,
    }: Partial<Record<'entity' | 'from', string>> & {
      as?: Person
    } = {},
  ): Promise<RecoverReply> {
    return answerRecover(await systemCtx(as.userId), {
      ...{ protocol: 1, epoch: from, userId: as.userId, clientId: newId(), spaces: [] },
      rows: [{ entity, row: brought }],
    })
  }
  const onServer = (id: string) => expenseOnServer(ada.walletId, id)

  it.each([
    ['the first rev that was lost', () => ({}), true],
    ['the last one that can have been given', () => ({ rev: s0 + 1_000_000 }), true],
    ['one above those', () => ({ rev: s0 + 1_000_001 }), false],
    ['one that is in the copy', () => ({ rev: s0 }), false],
    ['an author who is a member', () => ({ updatedBy: bob.userId, createdBy: bob.userId }), true],
    ['an author who never was one', () => ({ updatedBy: newId() }), false],
    ['a maker who never was one', () => ({ createdBy: newId() }), false],
    ['no amount, in the trash', () => ({ amount: 0, deletedAt: new Date().toISOString() }), false],
    ['a live one that was moved', () => ({ movedTo: { spaceId: newId(), id: newId() } }), false],
    ['a category of nobody', () => ({ categoryId: newId() }), false],
    ['another currency', () => ({ currency: 'USD' }), false],
  ])('%s', async (_, more, isTaken) => {
    const brought = row(more())
    await bring(brought)
    expect((await onServer(brought.id)) !== undefined).toBe(isTaken)
  })

  it.each([
    ['a note that is too long', { note: 'x'.repeat(501) }],
    ['an amount beyond all bounds', { amount: 10 ** 15 }],
    ['a date that is none', { date: '0000-01-01' }],
    ['a date after the last', { date: '2200-01-01' }],
    ['a rev that is none', { rev: 0 }],
    ['a stamp of the year 0000', { createdAt: '0000-01-01T00:00:00.000Z' }],
    ['a change of the year 0000', { updatedAt: '0000-12-31T23:59:59.999Z' }],
    ['a deletion of the year 0000', { deletedAt: '0000-01-01T00:00:00.000Z' }],
    ['a stamp of the year 9999', { updatedAt: '9999-12-31T23:59:59.999Z' }],
    ['a rate', { rate: '1.2' }],
    ['a field that is none of ours', { name: 'x', amount: undefined }],
  ])('refuses the request for %s', async (_, more) => {
    const brought = row(more)
    expect(await codeOf(bring(brought))).toBe('invalid')
    expect(await onServer(brought.id)).toBeUndefined()
  })

  it('knows no life but those that it had', async () => {
    const brought = row()
    expect(await codeOf(bring(brought, { from: newId() }))).toBe('other_history')
    expect(await onServer(brought.id)).toBeUndefined()
  })

  it('takes nothing more 90 days after the restore, and says of each that it did not', async () => {
    const brought = row()
    await query(`update epochs set started_at = now() - interval '91 days'`)
    expect((await bring(brought)).refused).toEqual([brought.id])
    expect(await onServer(brought.id)).toBeUndefined()
    await query(`update epochs set started_at = now() - interval '89 days'`)
    expect((await bring(brought)).refused).toEqual([])
    expect(await onServer(brought.id)).toBeDefined()
  })

  const question = async (id: string, unit: string) => {
    const [found] = await database()
      .select()
      .from(conflicts)
      .where(and(eq(conflicts.spaceId, ada.walletId), eq(conflicts.id, conflictId(id, unit))))
    return found?.kept.map(({ values }) => values)
  }

  it('does not let an older row take the place of a newer one: it asks', async () => {
    const now = await onServer(there)
    const updatedAt = new Date(Date.parse(now?.updatedAt ?? '') - 1000).toISOString()
    await bring(row({ id: there, amount: 555, note: 'older', updatedAt }))
    expect(await onServer(there)).toMatchObject({ amount: 100, note: 'there' })
    expect(await question(there, 'money')).toMatchObject([{ amount: 555 }])
  })

  it('does not let a deleted expense live again: it asks', async () => {
    await bring(row({ id: trashed, note: 'trash' }))
    expect((await onServer(trashed))?.deletedAt).toBeTruthy()
    expect(await question(trashed, 'deletion')).toMatchObject([{ amount: 100 }])
    await bring(row({ id: trashed, note: 'trash', amount: 300, rev: s0 + 2 }))
    expect((await onServer(trashed))?.deletedAt).toBeTruthy()
    expect(await question(trashed, 'deletion')).toMatchObject([{ amount: 300 }])
  })

  const category = (more: object = {}) => {
    const { amount: _, currency: __, rate: ___, payers: ____, split: _____, ...base } = row()
    const { date: ______, categoryId: _______, note: ________, ...stamps } = base
    const look = { name: newId(), icon: 'coffee', color: 'teal', position: 1 }
    return { ...stamps, ...look, archived: false, mergedInto: null, ...more }
  }
  const hasCategory = async (id: string) =>
    (await query(`select 1 from categories where id = '${id}'`)).length > 0

  it('takes no category that stands for itself, for none, or in a circle', async () => {
    const [one, two] = [category(), category()]
    await bring(one, { entity: 'category' })
    expect(await hasCategory(one.id)).toBe(true)
    for (const mergedInto of [two.id, newId()]) {
      await bring({ ...two, mergedInto }, { entity: 'category' })
      expect(await hasCategory(two.id)).toBe(false)
    }
    await bring({ ...two, mergedInto: one.id }, { entity: 'category' })
    expect(await hasCategory(two.id)).toBe(true)
    const circle = { ...one, mergedInto: two.id, rev: s0 + 5 }
    expect((await bring(circle, { entity: 'category' })).refused).toEqual([one.id])
  })

  it('takes no category beyond the most that a wallet can hold', async () => {
    const stamps = `now(), '${ada.userId}', now(), '${ada.userId}'`
    await query(`insert into categories (space_id, id, rev, created_at, created_by, updated_at, updated_by,
        name, name_key, icon, color, position, archived)
      select '${ada.walletId}', gen_random_uuid(), 1, ${stamps}, 'c' || n, 'c' || n, 'coffee', 'teal', n, false
      from generate_series(1, 400) n`)
    const one = category()
    expect((await bring(one, { entity: 'category' })).refused).toEqual([one.id])
    await query(`delete from categories where name like 'c%' and name = name_key`)
  })

  it('takes no question with more, longer or older values than can have come about', async () => {
    const of = (kept: object, count = 1) => {
      const { amount: _, currency: __, rate: ___, payers: ____, split: _____, ...base } = row()
      const { date: ______, categoryId: _______, note: ________, ...stamps } = base
      const values = { amount: 7, currency: 'EUR', rate: null, payers: null, split: null }
      const at = new Date().toISOString()
      const all = Array.from({ length: count }, (_, n) => ({
        ...{ values: { ...values, amount: n + 1 }, by: ada.userId, client: null, via: 'rest', at },
        ...kept,
      }))
      const subject = { entity: 'expense', rowId: there, unit: 'date' }
      return { ...stamps, id: conflictId(there, 'date'), ...subject, kept: all }
    }
    const money = (kept: object, count?: number) => ({
      ...of(kept, count),
      ...{ id: conflictId(trashed, 'money'), rowId: trashed, unit: 'money' },
    })
    for (const wrong of [
      money({}, 51),
      money({ by: newId() }),
      money({ at: '0000-01-01T00:00:00.000Z' }),
      money({ label: 'x'.repeat(1000) }),
      money({ via: 'x'.repeat(1000) }),
      of({}),
    ]) {
      expect((await bring(wrong, { entity: 'conflict' })).refused).toEqual([wrong.id])
    }
    expect((await bring(money({}), { entity: 'conflict' })).refused).toEqual([])
  })

  it('takes a default wallet only where it is one’s own', async () => {
    const stranger = await makeSyncingPerson()
    const [now] = await query<{ rev: number }>(
      `select rev::float8 as rev from settings where id = '${ada.userId}'`,
    )
    const at = new Date().toISOString()
    const settings = {
      ...{ spaceId: ada.userId, id: ada.userId, rev: Number(now?.rev) + 1 },
      ...{ createdAt: at, createdBy: ada.userId, updatedAt: at, updatedBy: ada.userId },
      ...{ deletedAt: null, movedTo: null, timeZone: 'Europe/Berlin' },
      defaultWalletId: stranger.walletId,
    }
    await bring(settings, { entity: 'settings' })
    expect(
      await query(`select default_wallet_id as w, time_zone as z from settings
      where id = '${ada.userId}'`),
    ).toEqual([{ w: null, z: 'Europe/Berlin' }])
  })

  it('has of a member who was lost only that they were one, and only by an owner', async () => {
    const carol = newId()
    const { amount: _, currency: __, rate: ___, payers: ____, split: _____, ...base } = row()
    const { date: ______, categoryId: _______, note: ________, ...stamps } = base
    const member = { ...stamps, id: carol, role: 'owner', createdBy: carol }
    await bring(member, { entity: 'member', as: bob })
    const of = row({ createdBy: carol, updatedBy: carol })
    expect((await bring(of)).refused).toEqual([of.id])
    await bring(member, { entity: 'member' })
    expect((await bring(of)).refused).toEqual([])
    expect((await systemCtx(carol)).spaces.size).toBe(0)
    const [found] = await query<{ gone: boolean }>(
      `select deleted_at is not null as gone from members where id = '${carol}'`,
    )
    expect(found).toEqual({ gone: true })
  })

  it('of a life that began far above the copy, takes what that life gave', async () => {
    const [space] = await database()
      .select()
      .from(restoredSpaces)
      .where(and(eq(restoredSpaces.spaceId, ada.walletId), eq(restoredSpaces.id, epoch)))
    expect(space).toMatchObject({ fromRev: s0, toRev: s0 + 1_000_000 })
  })
})
