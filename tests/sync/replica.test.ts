import { beforeAll, expect, it } from 'vitest'
import { newId } from '@/lib/core/ids'
import type { MutationName } from '@/lib/domain/mutations'
import { mostMutations } from '@/lib/domain/protocol-numbers'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { expectAsOnServer } from '@/tests/support/as-on-server'
import { makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase } from '@/tests/support/each-database'
import { firstCategory, newExpense, newNote, type Person } from '@/tests/support/people'

onEachDatabase(() => {
  let ada: Person
  let device: TestDevice

  beforeAll(async () => {
    ada = await makeSyncingPerson()
    device = await openDevice(ada.userId)
    await device.sync()
  })

  const make = (name: MutationName, args: unknown) => device.replica.mutate(name, args, name)

  it('a first sync brings the account, the wallet and its categories', async () => {
    const { account, cookie } = await device.replica.meta()
    expect(account?.id).toBe(ada.userId)
    expect(Object.keys(cookie).sort()).toEqual([ada.userId, ada.walletId].sort())
    const { wallet, category, settings, member } = await device.rows()
    expect([wallet?.length, category?.length, settings?.length, member?.length]).toEqual([
      1, 10, 1, 2,
    ])
  })

  it('a change is in the rows and in the outbox at once, and gone from the outbox once the server told its rows', async () => {
    const args = newExpense(ada, { amount: 255, note: 'milk' })
    await make('expense.create', args)
    expect(await device.replica.store.get('expense', [ada.walletId, args.id])).toMatchObject({
      amount: 255,
      rev: 0,
    })
    expect((await device.replica.outbox()).map(({ state }) => state)).toEqual(['queued'])
    await device.sync()
    expect(await device.replica.outbox()).toEqual([])
    expect(await device.replica.store.count('shadow')).toBe(0)
    const row = await device.replica.store.get('expense', [ada.walletId, args.id])
    expect(row?.rev).toBeGreaterThan(0)
    const [month] = await device.replica.store.getAll('month')
    expect([month?.counts[22], month?.sums[22]]).toEqual([1, 255])
  })

  it('a change that the server refuses is taken back on the rows and stays for a person to see', async () => {
    const args = newExpense(ada, { note: 'refused' })
    await make('expense.create', args)
    // Elsewhere somebody else's expense takes the id meanwhile.
    await execute(await systemCtx(ada.userId), 'expense.create', {
      ...args,
      fields: { ...args.fields, note: 'other' },
    })
    await device.sync()
    const [entry] = await device.replica.outbox()
    expect(entry).toMatchObject({ state: 'refused', refusal: { code: 'id_taken' } })
    const row = await device.replica.store.get('expense', [ada.walletId, args.id])
    expect(row?.note).toBe('other')
    await device.replica.store.clear('outbox')
  })

  it('a change that was set aside can be sent again or let go', async () => {
    const person = await makeSyncingPerson()
    const one = await openDevice(person.userId)
    await one.sync()
    const args = newExpense(person, { note: 'one day' })
    await one.replica.mutate('expense.update', newNote(person.walletId, args.id, '', 'x'), '').then(
      () => expect.unreachable(),
      () => {},
    )
    const taken = { ...args, fields: { ...args.fields, note: 'somebody else’s' } }
    await execute(await systemCtx(person.userId), 'expense.create', taken)
    await one.replica.mutate('expense.create', args, 'one')
    const fine = newExpense(person)
    await one.replica.mutate('expense.create', fine, 'two')
    await one.sync()
    const refused = await one.replica.outbox()
    expect(refused.map(({ summary, state }) => [summary, state])).toEqual([['one', 'refused']])
    await one.replica.tryAgain(refused[0]?.n ?? 0)
    const [again] = await one.replica.outbox()
    expect(again).toMatchObject({ id: refused[0]?.id, state: 'queued' })
    expect(again).not.toHaveProperty('refusal')
    await one.sync()
    const [still] = await one.replica.outbox()
    expect(still).toMatchObject({ state: 'refused', refusal: { code: 'id_taken' } })
    await one.replica.discard(still?.n ?? 0)
    expect(await one.replica.outbox()).toEqual([])
  })

  it('a mutation that the domain refuses changes nothing here', async () => {
    const before = await device.rows()
    const args = newExpense({ walletId: ada.walletId, categoryId: newId() })
    await expect(make('expense.create', args)).rejects.toMatchObject({ code: 'invalid' })
    expect(await device.rows()).toEqual(before)
    expect(await device.replica.outbox()).toEqual([])
  })

  it('what still waits stays on the rows while answers come in', async () => {
    const { userId, walletId } = await makeSyncingPerson()
    const count = mostMutations + 30
    const seen: number[] = []
    const slow = await openDevice(userId, {
      line: async (request, send) => {
        seen.push(await slow.replica.store.count('expense'))
        return send(request)
      },
    })
    await slow.sync()
    const place = { walletId, categoryId: firstCategory(walletId) }
    for (let n = 0; n < count; n++)
      await slow.replica.mutate('expense.create', newExpense(place), '')
    await slow.sync()
    expect(seen).toEqual([0, count, count])
    expect(await slow.replica.outbox()).toEqual([])
  })

  it('a first sync in pages ends with every row and right sums, whatever is written meanwhile', async () => {
    const person = await makeSyncingPerson()
    const ctx = await systemCtx(person.userId)
    const ids: string[] = []
    for (let n = 0; n < 330; n++) {
      const args = newExpense(person, { amount: n + 1 })
      const date = `2026-${String((n % 11) + 1).padStart(2, '0')}-15`
      await execute(ctx, 'expense.create', { ...args, fields: { ...args.fields, date } })
      ids.push(args.id)
    }
    const oldest = ids.filter((_, n) => n % 11 === 0)
    const key = { walletId: person.walletId }
    await execute(ctx, 'expense.delete', { ...key, id: oldest[3], seen: {} })
    let requests = 0
    const fresh = await openDevice(person.userId, {
      line: async (request, send) => {
        const reply = await send(request)
        // Between two pages: an old row is edited, one comes up to today, and one of today goes down.
        if (requests++ === 0) {
          await execute(
            ctx,
            'expense.update',
            newNote(person.walletId, oldest[0] ?? '', '', 'edited'),
          )
          const date = (from: string, to: string) => ({
            date: { from: { date: from }, to: { date: to } },
          })
          const up = date('2026-01-15', '2026-12-01')
          const down = date('2026-11-15', '2026-01-02')
          await execute(ctx, 'expense.update', { ...key, id: oldest[1], changes: up })
          await execute(ctx, 'expense.update', { ...key, id: ids[10], changes: down })
        }
        return reply
      },
    })
    await fresh.sync()
    expect(requests).toBeGreaterThan(1)
    await expectAsOnServer(fresh, person.userId)
    const months = await fresh.replica.store.getAll('month')
    const sum = (list: (number | bigint)[]) =>
      list.reduce<number>((all, one) => all + Number(one), 0)
    expect(sum(months.map(({ counts }) => sum(counts)))).toBe(329)
    const all = (330 * 331) / 2 - (ids.indexOf(oldest[3] ?? '') + 1)
    expect(sum(months.map(({ sums }) => sum(sums)))).toBe(all)
  })
})
