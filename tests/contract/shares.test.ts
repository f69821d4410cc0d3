import postgres from 'postgres'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { openedDatabase } from '@/db/client'
import type { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { readyCategories } from '@/lib/domain/categories/ready'
import type { SyncReply } from '@/lib/domain/protocol'
import { mostWallets } from '@/lib/server/amounts'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { seenError } from '@/lib/server/http/problem'
import { readAccount } from '@/lib/server/reads/account'
import { answerSync } from '@/lib/server/sync/answer'
import { ask, makeSyncingPerson } from '@/tests/support/devices'
import { onEachDatabase, query } from '@/tests/support/each-database'
import { newExpense, type Person } from '@/tests/support/people'

/** Copies a person's wallet that many times, as if they had made so many. */
async function fillWithWallets({ userId, walletId }: Person, count: number): Promise<void> {
  const ids = Array.from({ length: count }, () => newId())
  const list = ids.map((id) => `('${id}'::uuid)`).join(', ')
  const copies = (table: string, id: string) => `
    insert into ${table} select (jsonb_populate_record(null::${table}, to_jsonb(t)
      || jsonb_build_object('space_id', n.id) || ${id})).*
    from ${table} t cross join (values ${list}) n(id) where t.space_id = '${walletId}'`
  const none = `'{}'::jsonb`
  await query(
    `insert into spaces (id, kind, seq) select id, 'wallet', 1 from (values ${list}) n(id)`,
  )
  await query(copies('wallets', `jsonb_build_object('id', n.id)`))
  await query(copies('members', none))
  await query(copies('categories', none))
  await query(`insert into mutation_log (space_id, id, user_id, client, n, hash, rev, result, at)
    select id, gen_random_uuid(), '${userId}', null, null, '', 1, '{}', now() from (values ${list}) n(id)`)
}

const request = (more: object = {}) => ({
  ...{ protocol: 1, epoch: null, userId: null, clientId: newId(), cookie: {}, mutations: [] },
  ...more,
})

onEachDatabase((kind) => {
  let ada: Person
  let ben: Person

  beforeAll(async () => {
    vi.stubEnv('AUTH_SECRET', 'a secret that only this test uses')
    ada = await makeSyncingPerson()
    ben = await makeSyncingPerson()
  })

  describe('many wallets', () => {
    beforeAll(() => fillWithWallets(ada, 60), 60_000)

    it('come whole to a device, a part with each answer, the person’s own first', async () => {
      const begun = new Map<string, number>()
      let reply: SyncReply | undefined
      let answers = 0
      do {
        const { epoch = null, cookie = {} } = reply ?? {}
        reply = await ask(ada.userId, request({ epoch, cookie, userId: ada.userId }))
        answers++
        for (const [id, { reset, rows }] of Object.entries(reply.changes)) {
          if (reset) begun.set(id, (begun.get(id) ?? 0) + 1)
          if (id !== ada.userId) expect(rows.category).toHaveLength(10)
        }
        if (answers === 1) expect(begun.has(ada.userId)).toBe(true)
        expect(Object.keys(reply.changes).length).toBeLessThanOrEqual(16)
        expect(reply.spaces).toHaveLength(62)
      } while (reply.more)
      expect([...begun.values()]).toEqual(Array(62).fill(1))
      expect(Object.values(reply.cookie).every(({ horizon }) => horizon === null)).toBe(true)
      const { epoch, cookie } = reply
      const after = await ask(ada.userId, request({ epoch, cookie, userId: ada.userId }))
      expect([after.changes, after.more]).toEqual([{}, false])
    }, 60_000)

    it('800 of them, and twelve devices that begin at once, keep nobody else waiting', async () => {
      await fillWithWallets(ada, 740)
      const start = performance.now()
      const before = process.cpuUsage()
      // On a machine that has much to do some of them are told to come back later.
      const pulls = Promise.allSettled(Array.from({ length: 12 }, () => ask(ada.userId, request())))
      let running = true
      const slowest = (async () => {
        let most = 0
        while (running) {
          const began = performance.now()
          await readAccount(await systemCtx(ben.userId))
          most = Math.max(most, performance.now() - began)
        }
        return most
      })()
      await pulls
      running = false
      const { user, system } = process.cpuUsage(before)
      // How many times longer than it computes does it take where the machine has other things to do as well.
      const load = Math.max(1, (performance.now() - start) / ((user + system) / 1000))
      expect((await slowest) / load).toBeLessThan(1000)
    }, 60_000)

    it('800 are not yet too many; a thousand are, and one is told so', async () => {
      await fillWithWallets(ada, mostWallets - 802)
      const wallet = () => {
        const walletId = newId()
        const fields = { name: 'One more', currency: 'EUR' }
        return { walletId, fields, categories: readyCategories(walletId) }
      }
      const ctx = await systemCtx(ada.userId)
      await execute(ctx, 'wallet.create', wallet())
      const full = await systemCtx(ada.userId)
      const sentence = 'An account can be in at most 1000 wallets.'
      await expect(execute(full, 'wallet.create', wallet())).rejects.toThrow(sentence)
      const mutations = [{ id: newId(), n: 1, name: 'wallet.create', args: wallet() }]
      const { acks } = await ask(ada.userId, request({ mutations }))
      expect(acks).toEqual([
        { id: mutations[0]?.id, refused: { code: 'in_use', message: sentence } },
      ])
    }, 60_000)
  })

  it.runIf(kind === 'postgres')(
    'writes to a wallet that somebody locks do not take the whole pool',
    async () => {
      const other = postgres(openedDatabase().databaseUrl ?? '', { max: 1, onnotice: () => {} })
      const cleo = await makeSyncingPerson()
      const write = ({ ctx, ...place }: Person) =>
        execute(ctx, 'expense.create', newExpense({ ...place }))
      await other.begin(async (holding) => {
        await holding`select * from spaces where id = ${cleo.walletId} for update`
        const writes = Promise.allSettled(Array.from({ length: 30 }, () => write(cleo)))
        const done = vi.fn()
        void writes.then(done)
        for (const person of [ben, cleo]) {
          await readAccount(await systemCtx(person.userId))
          await ask(person.userId, request())
        }
        await write(ben)
        // All of that while every one of those writes still waits.
        expect(done).not.toHaveBeenCalled()
        for (const one of await writes) {
          const error = one.status === 'rejected' ? seenError(one.reason) : undefined
          expect([error?.code, error?.retryAfter]).toEqual(['unavailable', expect.any(Number)])
        }
      })
      await other.end()
      await write(cleo)
    },
    60_000,
  )

  it.each([
    [
      'bad cookie keys',
      () => ({
        cookie: Object.fromEntries(Array.from({ length: 90_000 }, (_, n) => [`k${n}`, 1])),
      }),
    ],
    [
      'as many as a device can have',
      () => ({ cookie: Object.fromEntries(Array.from({ length: 1900 }, (_, n) => [`k${n}`, 1])) }),
    ],
    ['bad mutations', () => ({ mutations: Array(90_000).fill(1) })],
    ['a few of them', () => ({ mutations: Array(150).fill({}) })],
    [
      'unknown fields',
      () => Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`k${n}`, 1])),
    ],
  ])('a request with many mistakes hears of twenty: %s', async (_, more) => {
    const body = request(more())
    const error = await answerSync(ben.ctx, body).catch((error: unknown) => error)
    const { code, fields = [], message } = error as AppError
    expect(code).toBe('invalid')
    expect(fields.length).toBeGreaterThan(0)
    expect(fields.length).toBeLessThanOrEqual(20)
    expect(message.length).toBeLessThan(200)
  })
})
