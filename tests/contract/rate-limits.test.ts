import { eq, inArray, like } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { rateLimits } from '@/db/schema/accounts'
import { registerAccount } from '@/lib/server/auth/accounts'
import { verifySignIn } from '@/lib/server/auth/credentials'
import { guess } from '@/lib/server/auth/limits/guess'
import {
  type Chain,
  charge,
  countTry,
  failuresFrom,
  forgetTries,
  knownAt,
  type Subject,
  spend,
  strangersAt,
} from '@/lib/server/auth/limits/rate-limit'
import { placeOf } from '@/lib/server/auth/limits/turns'
import { onEachDatabase, over, tally } from './accounts-database'

/** Somebody whom no account knows. */
const stranger = (email: string, address: string) => ({
  account: strangersAt(email, address),
  address: failuresFrom(address),
  place: placeOf(address, 'strangers', email),
})
const wrong = async () => false
const right = async () => true
/** What is counted of a whole account, of all networks. */
const all = (email: string) => last(strangersAt(email, 'any'))

onEachDatabase('rate limits', () => {
  describe('guesses at a password', () => {
    it('cannot slip through in parallel: five are made, the others refused', async () => {
      const { account, ...from } = stranger('guessed@example.org', 'a')
      let made = 0
      const one = () =>
        guess({ account, ...from }, async () => {
          made++
          return false
        })
      const counts = await atOnce(30, one)
      expect(counts.false).toBe(made)
      // The refused ones were no tries, so they do not count against their address either.
      expect(await failures(first(from.address))).toBe(made)
    })

    it('cannot slip through in parallel from many networks: five are made', async () => {
      let n = 0
      await atOnce(50, () => guess(stranger('everywhere@example.org', `198.51.${n++}.1`), wrong))
      await atOnce(30, () => guess(stranger('next@example.org', `192.0.2.${n++}`), wrong))
      const site = () => `2001:db8:7:${(n++).toString(16)}::1`
      await atOnce(30, () => guess(stranger('site@example.org', site()), wrong))
    })

    it('cannot slip through in parallel on several servers: the database counts', async () => {
      const account = all('counted@example.org')
      await atOnce(50, () => countTry(account).then(() => false))
    })

    it('wait longer and longer, at most a minute', async () => {
      const account = all('patient@example.org')
      const delays: number[] = []
      for (let attempt = 1; attempt <= 13; attempt++) {
        const { blockedUntil } = await countTry(account)
        delays.push(blockedUntil ? Math.round((Date.parse(blockedUntil) - Date.now()) / 1000) : 0)
        await waited([account])
      }
      expect(delays).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60])
    })

    it('from one network keep nobody out in another one, however long they go on', async () => {
      const eve = stranger('victim@example.org', '198.51.100.1')
      for (let attempt = 0; attempt < 40; attempt++) {
        await guess(eve, wrong)
        await waited([...eve.account, ...eve.address])
      }
      await guess(eve, wrong)
      await expect(guess(eve, wrong)).rejects.toMatchObject({ code: 'too_many', retryAfter: 60 })
      for (const address of ['198.51.100.2', '203.0.113.1', '2001:db8::1']) {
        expect(await guess(stranger('victim@example.org', address), wrong)).toBe(false)
      }
      expect(await failures(all('victim@example.org'))).toBe(3)
    })

    it('from many networks slow strangers, and not whom the account knows', async () => {
      const email = 'hunted@example.org'
      const places = Array.from({ length: 9 }, (_, n) => stranger(email, `10.1.${n}.1`))
      for (const place of places) {
        await guess(place, wrong)
        await waited(place.account)
      }
      // Also one that has its own free failures left: each one costs all of them.
      const [eve] = places as [(typeof places)[number]]
      expect(await guess(eve, wrong)).toBe(false)
      const other = guess(stranger(email, '203.0.113.50'), right)
      await expect(other).rejects.toMatchObject({ code: 'too_many', retryAfter: 16 })
      const known = { account: knownAt('its id', 'device 1'), address: [], place: eve.place }
      expect(await guess(known, right)).toBe(true)
    })

    it('are not counted when right, however many at once', async () => {
      const place = stranger('right@example.org', 'b')
      const all = await Promise.allSettled(Array.from({ length: 30 }, () => guess(place, right)))
      expect(tally(all)).toEqual({ true: 30 })
      expect(await failures(first(place.address))).toBe(0)
    })

    it('once right, the account’s failures are forgotten; the address’s are not', async () => {
      const place = stranger('forgiven@example.org', 'c')
      for (let attempt = 0; attempt < 4; attempt++) await guess(place, wrong)
      await guess(place, right)
      for (let attempt = 0; attempt < 4; attempt++) await guess(place, wrong)
      expect(await failures(first(place.address))).toBe(8)
      expect(await failures(first(place.account))).toBe(4)
    })

    it('that could not be made are not counted', async () => {
      const place = stranger('busy@example.org', 'd')
      const broken = guess(place, async () => {
        throw new Error('The thread is gone.')
      })
      await expect(broken).rejects.toThrow('The thread is gone.')
      for (const one of [...place.account, ...place.address]) expect(await failures(one)).toBe(0)
    })

    it('from one address at many accounts are refused after twenty', async () => {
      const results: PromiseSettledResult<unknown>[] = []
      for (let attempt = 0; attempt < 25; attempt++) {
        const place = stranger(`many${attempt}@example.org`, '192.0.2.7')
        results.push(...(await Promise.allSettled([guess(place, wrong)])))
      }
      expect(tally(results)).toEqual({ false: 20, too_many: 5 })
      expect(await failures(all('many24@example.org'))).toBe(0)
      // Its neighbour is somebody else; a network of which three guess is one.
      expect(await guess(stranger('some@example.org', '192.0.2.8'), wrong)).toBe(false)
      for (const host of [9, 10]) {
        for (let attempt = 0; attempt < 20; attempt++) {
          const email = `${host}-${attempt}@example.org`
          await guess(stranger(email, `192.0.2.${host}`), wrong).catch(() => {})
        }
      }
      const neighbour = guess(stranger('other@example.org', '192.0.2.11'), wrong)
      await expect(neighbour).rejects.toMatchObject({ code: 'too_many' })
    })

    it('are forgotten after an hour without failure', async () => {
      const account = all('forgotten@example.org')
      for (let attempt = 0; attempt < 5; attempt++) await countTry(account)
      await expect(countTry(account)).rejects.toMatchObject({ code: 'too_many', retryAfter: 1 })
      await database()
        .update(rateLimits)
        .set({ resetAt: over })
        .where(eq(rateLimits.subject, account.subject))
      await expect(countTry(account)).resolves.toMatchObject({ blockedUntil: null })
      expect(await failures(account)).toBe(1)
    })

    it('leave no address in clear', async () => {
      const clear = await database()
        .select()
        .from(rateLimits)
        .where(like(rateLimits.subject, '%@%'))
      expect(clear).toEqual([])
    })

    it('count for an account that does not exist as for one that does', async () => {
      await registerAccount({ email: 'ada@example.org', password: 'a long enough one' }, 'f')
      const wrongAt = (email: string) => () =>
        verifySignIn({ email, password: 'wrong' }, { address: email }).then(
          () => true,
          (error) => {
            if (error.code === 'too_many') throw error
            return false
          },
        )
      await atOnce(8, wrongAt('ADA@example.org '))
      await atOnce(8, wrongAt('nobody@example.org'))
    })
  })

  it('lets one address do something so many times an hour', async () => {
    const use = () => spend('trying', '203.0.113.9', 10).then(() => 'done')
    const all = await Promise.allSettled(Array.from({ length: 15 }, use))
    expect(tally(all)).toEqual({ done: 10, too_many: 5 })
    await expect(use()).rejects.toMatchObject({ retryAfter: expect.closeTo(3600, -1) })
    await database().update(rateLimits).set({ resetAt: over }).where(eq(rateLimits.kind, 'trying'))
    expect(await use()).toBe('done')
  })

  it('lets costly work be done so many times at once, and again as time passes', async () => {
    const use = () => charge('work', 'somebody', { atOnce: 10, every: 60 }).then(() => 'done')
    const all = await Promise.allSettled(Array.from({ length: 15 }, use))
    expect(tally(all)).toEqual({ done: 10, too_many: 5 })
    await expect(use()).rejects.toMatchObject({ retryAfter: expect.closeTo(60, -1) })
    await charge('work', 'somebody else', { atOnce: 10, every: 60 })
    await database().update(rateLimits).set({ resetAt: over }).where(eq(rateLimits.kind, 'work'))
    expect(await use()).toBe('done')
    await forgetTries([])
  })
})

/** Makes that many guesses at once, all wrong, and expects five to be made, and those for which a busy machine took its time. */
async function atOnce(many: number, guess: () => Promise<boolean>) {
  const before = performance.now()
  const counts = tally(await Promise.allSettled(Array.from({ length: many }, guess)))
  const seconds = (performance.now() - before) / 1000
  const { false: made = 0, too_many: refused = 0 } = counts
  expect(made).toBeGreaterThanOrEqual(5)
  // After the fifth one more each time that a delay of 1, 2, 4 … seconds is over.
  expect(made).toBeLessThanOrEqual(5 + Math.floor(Math.log2(seconds + 1)))
  expect(made + refused).toBe(many)
  return counts
}

/** Lets the delays of subjects be over, as if one had waited for them. */
async function waited(subjects: Chain): Promise<void> {
  const names = subjects.map(({ subject }) => subject)
  await database()
    .update(rateLimits)
    .set({ blockedUntil: over })
    .where(inArray(rateLimits.subject, names))
}

async function failures({ subject }: Subject): Promise<number> {
  const [row] = await database()
    .select({ count: rateLimits.count })
    .from(rateLimits)
    .where(eq(rateLimits.subject, subject))
  return row?.count ?? 0
}

function first(chain: Chain): Subject {
  const [one] = chain
  if (!one) throw new Error('A chain has a first subject.')
  return one
}

function last(chain: Chain): Subject {
  return first(chain.slice(-1))
}
