import { inspect } from 'node:util'
import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { readInbox } from '@/lib/client/inbox/inbox'
import { newId } from '@/lib/core/ids'
import type { QueuedMutation, SyncRequest } from '@/lib/domain/protocol'
import { ask, makeSyncingPerson, openDevice, type TestDevice } from '@/tests/support/devices'
import { onEachDatabase } from '@/tests/support/each-database'
import { firstCategory, makeWallet, newExpense, type Person } from '@/tests/support/people'

const poison = 'breaks the server'

beforeEach(() => {
  // What fails unexpectedly is logged, as it must be.
  const { error } = console
  console.error = (...words) => {
    if (!inspect(words).includes('XX000')) error(...words)
  }
})

onEachDatabase(() => {
  let ada: Person
  let other: string

  // A real failing statement, of the kind that nobody has foreseen.
  beforeAll(async () => {
    ada = await makeSyncingPerson()
    other = await makeWallet(ada.userId)
    await database().execute(sql`
      create or replace function break_on_poison() returns trigger language plpgsql as $$
      begin
        if new.note = 'breaks the server' then raise exception 'broken' using errcode = 'XX000'; end if;
        return new;
      end $$`)
    await database().execute(sql`
      create or replace trigger poison before insert or update on expenses
      for each row execute function break_on_poison()`)
  })

  const inOther = (more: object = {}) =>
    newExpense({ walletId: other, categoryId: firstCategory(other) }, more)
  const request = async (mutations: QueuedMutation[]): Promise<SyncRequest> => {
    const first = { protocol: 1, epoch: null, userId: null, clientId: newId(), cookie: {} } as const
    return { ...first, mutations }
  }
  const queue = (...changes: [string, unknown][]) =>
    changes.map(([name, args], at) => ({ id: newId(), n: at + 1, name, args }))
  const answers = async (...changes: [string, unknown][]) => {
    const { acks } = await ask(ada.userId, await request(queue(...changes)))
    return acks.map((ack) => ('revs' in ack ? 'done' : 'later' in ack ? 'later' : 'refused'))
  }
  const moveTo = (walletId: string, id: string, to: string) => ({
    ...{ walletId, id },
    to: { walletId: to, id: newId(), categoryId: firstCategory(to) },
  })

  describe('at a change that fails unexpectedly', () => {
    it('its own wallet waits, and what is in others is made', async () => {
      const bad = newExpense(ada, { note: poison })
      const note = {
        walletId: ada.walletId,
        id: bad.id,
        changes: { note: { from: { note: poison }, to: { note: '' } } },
      }
      expect(
        await answers(
          ['expense.create', inOther()],
          ['expense.create', bad],
          ['expense.create', inOther()],
          ['expense.update', note],
          ['expense.create', inOther()],
        ),
      ).toEqual(['done', 'later', 'done', 'later', 'done'])
    })

    it('what moves out of its wallet waits, and so does what follows where that would have gone', async () => {
      const third = await makeWallet(ada.userId)
      const good = newExpense(ada)
      await ask(ada.userId, await request(queue(['expense.create', good])))
      expect(
        await answers(
          ['expense.create', newExpense(ada, { note: poison })],
          ['expense.move', moveTo(ada.walletId, good.id, other)],
          ['expense.create', inOther()],
          ['expense.create', newExpense({ walletId: third, categoryId: firstCategory(third) })],
        ),
      ).toEqual(['later', 'later', 'later', 'done'])
    })

    it('what names a wallet that is still to be made waits for it', async () => {
      const walletId = newId()
      const unknown = { walletId, fields: { name: 'New', currency: 'EUR' } }
      const changes = {
        defaultWallet: { from: { defaultWalletId: null }, to: { defaultWalletId: walletId } },
      }
      expect(
        await answers(
          ['wallet.createBetter', unknown],
          ['settings.update', { userId: ada.userId, changes }],
          ['expense.create', inOther()],
        ),
      ).toEqual(['later', 'later', 'done'])
    })
  })

  describe('a device', () => {
    const mend = () => database().execute(sql`alter table expenses disable trigger poison`)
    const breakAgain = () => database().execute(sql`alter table expenses enable trigger poison`)
    const add = (device: TestDevice, args: object) =>
      device.replica.mutate('expense.create', args, 'Add')
    const states = async ({ replica }: TestDevice) =>
      (await replica.outbox()).map(({ state }) => state)

    it('drains its other wallets, hears news, and is not offline while one waits', async () => {
      const device = await openDevice(ada.userId, { later: () => () => {} })
      await device.sync()
      // More than one request takes, so that it does not come in the way of what is behind it.
      const behind = Array.from({ length: 210 }, (_, n) => ({
        ...{ name: 'expense.create' as const, summary: '' },
        args: newExpense(ada, { note: n === 0 ? poison : 'behind' }),
      }))
      await device.replica.mutateAll(behind)
      const theirs = inOther()
      await add(device, theirs)
      const news = inOther()
      await ask(ada.userId, await request(queue(['expense.create', news])))
      await device.sync()
      expect((await states(device)).length).toBe(210)
      const stored = (id: string) => device.replica.store.get('expense', [other, id])
      expect((await stored(theirs.id))?.rev).toBeGreaterThan(0)
      expect((await stored(news.id))?.rev).toBeGreaterThan(0)
      expect(device.states.map(({ kind }) => kind)).not.toContain('offline')
    })

    it('asks again by itself, less and less often, and sets aside what failed each time and nothing else', async () => {
      const waits: number[] = []
      let next = () => {}
      const later = (work: () => void, ms: number) => {
        waits.push(ms)
        next = work
        return () => {}
      }
      const device = await openDevice(ada.userId, { later })
      await device.sync()
      const [bad, behind] = [newExpense(ada, { note: poison }), newExpense(ada)]
      await add(device, bad)
      await add(device, behind)
      await device.sync()
      for (let tries = 1; (await states(device)).includes('queued'); tries++) {
        expect(tries).toBeLessThan(12)
        next()
        await device.engine.kick()
      }
      expect(waits.length).toBeGreaterThan(3)
      expect(waits.at(-1)).toBeGreaterThan((waits[0] ?? 0) * 4)
      const { notSent } = await readInbox(device.replica)
      expect(notSent).toMatchObject([{ args: { id: bad.id }, refusal: { code: 'later' } }])
      await mend()
      await device.replica.tryAgain(notSent[0]?.n ?? 0)
      await device.sync()
      await breakAgain()
      expect(await device.replica.outbox()).toEqual([])
      expect((await device.rows()).expense).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ id: bad.id, note: poison }),
          expect.objectContaining({ id: behind.id }),
        ]),
      )
    })

    it('tries a refused change again once its cause is gone, and it is made; before that it is refused anew', async () => {
      const eve = await makeSyncingPerson()
      const other = await makeWallet(eve.userId)
      const device = await openDevice(eve.userId)
      await device.sync()
      const remove = (walletId: string) => ['wallet.delete', { walletId, seen: {} }] as const
      await device.replica.mutate(...remove(eve.walletId), '')
      await ask(eve.userId, await request(queue([...remove(other)])))
      await device.sync()
      const again = async () => {
        const [entry] = await device.replica.outbox()
        await device.replica.tryAgain(entry?.n ?? 0)
        await device.sync()
        return (await device.replica.outbox()).map(({ refusal }) => refusal?.code)
      }
      expect(await again()).toEqual(['in_use'])
      expect(await again()).toEqual(['in_use'])
      const last = await makeWallet(eve.userId)
      expect(await again()).toEqual([])
      const { spaces } = await ask(eve.userId, await request([]))
      expect(spaces.map(({ id }) => id).sort()).toEqual([eve.userId, last].sort())
    })
  })

  it('a refused change that comes again as it came is answered as before; with a higher number it is made, once', async () => {
    const sent = { ...(await request([])), clientId: newId() }
    const walletId = newId()
    const defaultWallet = { from: { defaultWalletId: null }, to: { defaultWalletId: walletId } }
    const args = { userId: ada.userId, changes: { defaultWallet } }
    const change = { id: newId(), name: 'settings.update', args }
    const send = async (n: number) =>
      (await ask(ada.userId, { ...sent, mutations: [{ ...change, n }] })).acks[0]
    expect(await send(3)).toHaveProperty('refused')
    const fields = { name: 'New', currency: 'EUR' }
    await ask(
      ada.userId,
      await request(queue(['wallet.create', { walletId, fields, categories: [] }])),
    )
    expect(await send(3)).toHaveProperty('refused')
    const made = await send(4)
    expect(made).toHaveProperty('revs')
    expect(await send(4)).toEqual(made)
    expect(await send(3)).toEqual(made)
    expect(await send(9)).toEqual(made)
  })

  it('a change that this version cannot read any more is left to the server, and stops nothing', async () => {
    const device = await openDevice(ada.userId)
    await device.sync()
    await addTo(device, newExpense(ada))
    const [entry] = await device.replica.outbox()
    if (!entry) throw new Error('It waits.')
    const strange = [
      { ...entry, n: entry.n + 1, id: newId(), args: { walletId: ada.walletId, old: true } },
      { ...entry, n: entry.n + 2, id: newId(), name: 'expense.teleport', args: {} },
      { ...entry, n: entry.n + 3, id: newId(), args: {} },
    ]
    for (const one of strange) await device.replica.store.put('outbox', one as never)
    await ask(ada.userId, await request(queue(['expense.create', newExpense(ada)])))
    await device.sync()
    expect((await device.replica.outbox()).map(({ state }) => state)).toEqual([
      ...['refused', 'queued', 'refused'],
    ])
  })

  const addTo = (device: TestDevice, args: object) =>
    device.replica.mutate('expense.create', args, 'Add')
})
