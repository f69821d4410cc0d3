import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { hashPassword, preHash, verifyPassword } from '@/lib/server/auth/password/password'
import { passwordProblem } from '@/lib/server/auth/password/password-rules'

const email = 'ada.lovelace@example.org'

describe('what a password can be', () => {
  it.each([
    'correct horse battery staple',
    '        ',
    'пароль из слов',
    '🐎🔋📎🐎🔋📎🐎🔋',
    'zero\0byte inside',
    `${'x'.repeat(1023)}!`,
  ])('takes %j: no rules of composition', async (password) => {
    expect(await passwordProblem(password, email)).toBeUndefined()
  })

  it.each([
    ['', 'must have at least 8 characters'],
    ['1234567', 'must have at least 8 characters'],
    // Seven characters, though fourteen UTF-16 units.
    ['🐎🔋📎🐎🔋📎🐎', 'must have at least 8 characters'],
    // 513 characters, but 1026 bytes.
    ['é'.repeat(513), 'must have at most 1024 bytes'],
    ['half a pair: \ud83d', 'must be well-formed Unicode'],
    ['ada.lovelace@example.org', 'must not be the e-mail address or its first part'],
    ['Ada.Lovelace', 'must not be the e-mail address or its first part'],
    ['password1', 'is one of the most common passwords: choose another one'],
    ['PassWord1', 'is one of the most common passwords: choose another one'],
    // Full-width letters are the same letters.
    ['ｐａｓｓｗｏｒｄ１', 'is one of the most common passwords: choose another one'],
  ])('refuses %j', async (password, problem) => {
    expect(await passwordProblem(password, email)).toBe(problem)
  })
})

describe('the hash of a password', () => {
  it('is bcrypt of cost 12, and takes back its password alone', async () => {
    const hash = await hashPassword('a long enough one')
    expect(hash).toMatch(/^\$2b\$12\$/)
    expect(await verifyPassword('a long enough one', hash)).toBe(true)
    expect(await verifyPassword('a long enough One', hash)).toBe(false)
  })

  it('tells passwords apart beyond the 72 bytes that bcrypt reads, and beyond a NUL', async () => {
    const hash = await hashPassword(`${'x'.repeat(100)}a`)
    expect(await verifyPassword(`${'x'.repeat(100)}b`, hash)).toBe(false)
    expect(preHash('before\0a')).not.toBe(preHash('before\0b'))
    expect(preHash('anything')).toMatch(/^[A-Za-z0-9+/]{64}$/)
  })

  it('is the same however a character was typed', async () => {
    const hash = await hashPassword('caf\u00e9 au lait')
    expect(await verifyPassword('cafe\u0301 au lait', hash)).toBe(true)
  })

  it('is never right without an account, and takes as long', async () => {
    const hash = await hashPassword('a long enough one')
    const timed = async (hash: string | undefined) => {
      const before = performance.now()
      expect(await verifyPassword('wrong', hash)).toBe(false)
      return performance.now() - before
    }
    const withAccount = await timed(hash)
    const without = await timed(undefined)
    expect(without).toBeGreaterThan(withAccount / 3)
  })

  it('leaves the event loop free', async () => {
    const before = performance.eventLoopUtilization()
    await Promise.all(Array.from({ length: 4 }, () => verifyPassword('wrong', undefined)))
    // Hashing here would make it 1. A longest pause would say more, but on a busy machine it says the wrong thing.
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5)
  })

  it('refuses with a time to wait when too many are waiting, and goes on afterwards', async () => {
    const all = await Promise.allSettled(
      // A hash of the lowest cost, so that a hundred of them are soon done.
      Array.from({ length: 120 }, () => verifyPassword('x', `$2b$04$${'a'.repeat(53)}`)),
    )
    const refused = all.filter((one) => one.status === 'rejected')
    expect(refused).toHaveLength(20)
    expect(refused[0]?.reason).toMatchObject({ code: 'unavailable', retryAfter: 5 })
    expect(await verifyPassword('x', `$2b$04$${'a'.repeat(53)}`)).toBe(false)
  })
})
