import { eq, like } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { rateLimits } from '@/db/schema/accounts'
import { registerAccount } from '@/lib/server/auth/accounts'
import { verifySignIn } from '@/lib/server/auth/credentials'
import { guess } from '@/lib/server/auth/guess'
import { accountSubject, addressSubject, countTry, spend } from '@/lib/server/auth/rate-limit'
import { onEachDatabase, over, tally } from './accounts-database'

onEachDatabase('rate limits', () => {
  describe('guesses at a password', () => {
    const from = (name: string) => addressSubject(name)
    const wrong = async () => false
    const right = async () => true

    it('cannot slip through in parallel: five are made, the others refused', async () => {
      const account = accountSubject('guessed@example.org')
      let made = 0
      const one = () =>
        guess(account, from('a'), async () => {
          made++
          return false
        })
      const counts = await atOnce(50, one)
      expect(counts.false).toBe(made)
      // The refused ones were no tries, so they do not count against their address either.
      expect(await failures(from('a').subject)).toBe(made)
    })

    it('cannot slip through in parallel on several servers: the database counts', async () => {
      const account = accountSubject('counted@example.org')
      await atOnce(50, () => countTry(account).then(() => false))
    })

    it('wait longer and longer, at most a minute', async () => {
      const account = accountSubject('patient@example.org')
      const delays: number[] = []
      for (let attempt = 1; attempt <= 13; attempt++) {
        const { blockedUntil } = await countTry(account)
        delays.push(blockedUntil ? Math.round((Date.parse(blockedUntil) - Date.now()) / 1000) : 0)
        await database()
          .update(rateLimits)
          .set({ blockedUntil: over })
          .where(eq(rateLimits.subject, account.subject))
      }
      expect(delays).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60])
    })

    it('are not counted when right, however many at once', async () => {
      const account = accountSubject('right@example.org')
      const all = await Promise.allSettled(
        Array.from({ length: 40 }, () => guess(account, from('b'), right)),
      )
      expect(tally(all)).toEqual({ true: 40 })
    })

    it('once right, the account’s failures are forgotten; the address’s are not', async () => {
      const account = accountSubject('forgiven@example.org')
      for (let attempt = 0; attempt < 4; attempt++) await guess(account, from('c'), wrong)
      await guess(account, from('c'), right)
      for (let attempt = 0; attempt < 4; attempt++) await guess(account, from('c'), wrong)
      expect(await failures(from('c').subject)).toBe(8)
      expect(await failures(account.subject)).toBe(4)
    })

    it('that could not be made are not counted', async () => {
      const account = accountSubject('busy@example.org')
      const broken = guess(account, from('d'), async () => {
        throw new Error('The thread is gone.')
      })
      await expect(broken).rejects.toThrow('The thread is gone.')
      expect(await failures(account.subject)).toBe(0)
      expect(await failures(from('d').subject)).toBe(0)
    })

    it('from one address at many accounts are refused after twenty', async () => {
      const all: PromiseSettledResult<unknown>[] = []
      for (let attempt = 0; attempt < 25; attempt++) {
        const account = accountSubject(`many${attempt}@example.org`)
        all.push(...(await Promise.allSettled([guess(account, from('e'), wrong)])))
      }
      expect(tally(all)).toEqual({ false: 20, too_many: 5 })
      expect(await failures(accountSubject('many24@example.org').subject)).toBe(0)
    })

    it('are forgotten after an hour without failure', async () => {
      const account = accountSubject('forgotten@example.org')
      for (let attempt = 0; attempt < 5; attempt++) await countTry(account)
      await expect(countTry(account)).rejects.toMatchObject({ code: 'too_many', retryAfter: 1 })
      await database()
        .update(rateLimits)
        .set({ resetAt: over })
        .where(eq(rateLimits.subject, account.subject))
      await expect(countTry(account)).resolves.toMatchObject({ blockedUntil: null })
      expect(await failures(account.subject)).toBe(1)
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
        verifySignIn({ email, password: 'wrong' }, email).then(
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

async function failures(subject: string): Promise<number> {
  const [row] = await database()
    .select({ count: rateLimits.count })
    .from(rateLimits)
    .where(eq(rateLimits.subject, subject))
  return row?.count ?? 0
}
