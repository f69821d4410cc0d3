import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, inject, it } from 'vitest'
import { Client, newEmail, password } from './auth-client'

const client = (address?: string) => {
  const made = new Client(inject('baseUrl'))
  if (address) made.address = address
  return made
}
const sameOrigin = { 'sec-fetch-site': 'same-origin' }

/** Guesses wrong, from one place, at each end of a delay, until one of at least `seconds` begins. */
async function guessOn(eve: Client, email: string, seconds: number): Promise<void> {
  for (let wait = 0; wait < seconds; ) {
    const { status, headers } = await eve.token(email, 'wrong')
    if (status === 401) continue
    expect(status).toBe(429)
    wait = Number(headers.get('retry-after'))
    if (wait < seconds) await pause(wait * 1000)
  }
}

describe('a stranger who guesses at an account at each end of a delay', () => {
  it('keeps nobody out elsewhere, and nobody who is signed in from their password', async () => {
    const victim = client('203.0.113.5')
    const { email } = await victim.register()
    await guessOn(client('198.51.100.7'), email, 2)

    expect((await client().token(email)).status).toBe(200)
    expect((await client('198.51.100.8').token(email)).status).toBe(200)
    const browser = client()
    const { headers } = await browser.signIn(email)
    expect(headers.get('location')).toBe('/')
    const fresh = { currentPassword: password, newPassword: 'another long enough one' }
    // Where the stranger is, too: whoever is signed in counts apart.
    browser.address = '198.51.100.7'
    const change = { body: fresh, headers: sameOrigin }
    expect((await browser.send('POST', '/api/v1/me/password', change)).status).toBe(204)
    const renamed = { currentPassword: fresh.newPassword, email: newEmail() }
    const rename = { body: renamed, headers: sameOrigin }
    expect((await browser.send('POST', '/api/v1/me/email', rename)).status).toBe(204)
  })
})

describe('strangers who guess at an account from many networks', () => {
  it('are slowed together, and keep no device and no network out that it knows', async () => {
    const victim = client()
    const { email } = await victim.register()
    const browser = client()
    await browser.submit('/signin', { email, password }, sameOrigin)
    expect(browser.setCookies.find((one) => /^(__Host-)?ttm-[\w-]{8}-device=/.test(one))).toMatch(
      /HttpOnly/i,
    )
    await browser.send('POST', '/api/v1/auth/sign-out', { headers: sameOrigin })
    await Promise.all(Array.from({ length: 12 }, () => client().token(email, 'wrong')))
    let wait = 0
    while (wait < 8) {
      const { status, headers } = await client().token(email, 'wrong')
      wait = Number(headers.get('retry-after') ?? 0)
      if (status === 429 && wait < 8) await pause(wait * 1000)
    }
    expect((await client().token(email)).status).toBe(429)
    expect((await victim.token(email)).status).toBe(200)
    // At an address that the account never saw.
    browser.address = client().address
    const { status, headers } = await browser.submit('/signin', { email, password }, sameOrigin)
    expect([status, headers.get('location')]).toEqual([303, '/'])
  })

  it.each([
    ['an IPv4 /24', (n: number) => `192.0.2.${n}`],
    ['an IPv6 /56', (n: number) => `2001:db8:1:12${n.toString(16).padStart(2, '0')}::1`],
    ['an IPv6 /48', (n: number) => `2001:db8:2:${n.toString(16).padStart(2, '0')}00::1`],
  ])('or from many addresses of %s are slowed together', async (_, address) => {
    const { email } = await client().register()
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, n) => client(address(n + 1)).token(email, 'wrong')),
    )
    expect(replies.filter(({ status }) => status === 429).length).toBeGreaterThan(2)
    // Somebody of another network is no part of that.
    expect((await client().token(email)).status).toBe(200)
  })
})
