import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, inject, it } from 'vitest'
import { Client, newEmail } from './auth-client'

const client = () => new Client(inject('baseUrl'))

/** How many guesses that many seconds allow: five, and one more after each delay of 1, 2, 4 … seconds. */
const allowed = (seconds: number) => 5 + Math.floor(Math.log2(seconds + 1))

describe('guessing a password', () => {
  it.each([
    ['of an account', async () => (await client().register()).email],
    ['of no account', async () => newEmail()],
  ])('%s fifty times at once, from as many addresses, gets five tries', async (_, make) => {
    const email = await make()
    const started = performance.now()
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => client().token(email, 'wrong')),
    )
    const seconds = (performance.now() - started) / 1000
    const made = replies.filter((reply) => reply.status === 401).length
    const refused = replies.filter((reply) => reply.status === 429)
    expect(made + refused.length).toBe(50)
    expect(made).toBeGreaterThanOrEqual(5)
    expect(made).toBeLessThanOrEqual(allowed(seconds))
    for (const { body, headers } of refused) {
      expect(body.code).toBe('too_many')
      const wait = Number(headers.get('retry-after'))
      expect(wait).toBeGreaterThan(0)
      expect(body.detail).toBe(
        `Too many tries. Wait ${wait} second${wait === 1 ? '' : 's'}, then try again.`,
      )
    }
  })

  it('has to wait after five failures, and the right password too; then all is forgotten', async () => {
    const { email } = await client().register()
    const wait = await untilRefused(email)
    expect((await client().token(email)).status).toBe(429)
    await pause(wait * 1000)
    expect((await client().token(email)).status).toBe(200)
    for (let attempt = 0; attempt < 4; attempt++) {
      expect((await client().token(email, 'wrong')).status).toBe(401)
    }
    expect((await client().token(email)).status).toBe(200)
  })

  it('is counted at next-auth’s own address as well', async () => {
    const email = newEmail()
    const replies = await Promise.all(
      Array.from({ length: 12 }, () => client().signIn(email, 'wrong')),
    )
    const codes = replies.map((reply) => {
      const location = new URL(reply.headers.get('location') ?? '', 'http://localhost')
      expect(location.pathname).toBe('/signin')
      expect(location.searchParams.get('error')).toBe('CredentialsSignin')
      return location.searchParams.get('code')
    })
    expect(new Set(codes)).toEqual(new Set(['unauthorized', 'too_many']))
  })
})

/** Fails to sign in until the delay has at least two seconds left; answers how many. */
async function untilRefused(email: string): Promise<number> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const { status, headers } = await client().token(email, 'wrong')
    const wait = Number(headers.get('retry-after') ?? 0)
    if (wait >= 2) return wait
    if (status === 429) await pause(wait * 1000)
    else expect(status).toBe(401)
  }
  throw new Error('Nothing was ever refused.')
}

it('signs ten people in at the same moment', async () => {
  const { email } = await client().register()
  const replies = await Promise.all(Array.from({ length: 10 }, () => client().token(email)))
  expect(replies.map((reply) => reply.status)).toEqual(Array(10).fill(200))
})
