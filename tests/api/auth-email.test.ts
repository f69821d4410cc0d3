import { describe, expect, inject, it } from 'vitest'
import { Client, newEmail, password } from './auth-client'

const client = () => new Client(inject('baseUrl'))
const sameOrigin = { 'sec-fetch-site': 'same-origin' }

async function registered() {
  const ada = client()
  const { email } = await ada.register()
  const change = (body: object) => ada.send('POST', '/api/v1/me/email', { body })
  const emailNow = async () => (await ada.send('GET', '/api/v1/me')).body.email
  return { ada, email, change, emailNow }
}

describe('POST /me/email', () => {
  it('gives an account another address, however it is written; sessions go on', async () => {
    const { ada, email, change, emailNow } = await registered()
    const browser = client()
    await browser.signIn(email)
    const fresh = newEmail()
    const written = ` ${fresh.toUpperCase()} `
    const { status, text } = await change({ currentPassword: password, email: written })
    expect([status, text]).toEqual([204, ''])
    expect(await emailNow()).toBe(fresh)
    expect((await browser.send('GET', '/api/v1/me')).body.email).toBe(fresh)
    expect((await client().token(email)).status).toBe(401)
    expect((await client().token(fresh)).status).toBe(200)
    // The old one is free for somebody else.
    await client().register(email)
    expect((await ada.send('GET', '/api/v1/me')).status).toBe(200)
  })

  it('takes the cookie of our own pages', async () => {
    const { email, emailNow } = await registered()
    const browser = client()
    await browser.signIn(email)
    const body = { currentPassword: password, email: newEmail() }
    const post = (headers: Record<string, string>) =>
      browser.send('POST', '/api/v1/me/email', { body, headers })
    expect((await post({})).status).toBe(403)
    expect((await post(sameOrigin)).status).toBe(204)
    expect(await emailNow()).toBe(body.email)
  })

  it('needs the right password and a usable address that nobody has', async () => {
    const { email, change, emailNow } = await registered()
    const { email: taken } = await client().register()
    const cases: [object, number, string, string][] = [
      [{ currentPassword: 'wrong', email: newEmail() }, 400, 'invalid', 'currentPassword'],
      [{ currentPassword: 'wrong', email: taken }, 400, 'invalid', 'currentPassword'],
      [{ currentPassword: password, email: 'ada' }, 400, 'invalid', 'email'],
      [{ currentPassword: password, email: '' }, 400, 'invalid', 'email'],
      [{ currentPassword: password, email: 'a\0@example.org' }, 400, 'invalid', 'email'],
      [{ currentPassword: password, email: taken.toUpperCase() }, 409, 'email_taken', 'email'],
      [{ currentPassword: password }, 400, 'invalid', 'email'],
    ]
    for (const [given, status, code, path] of cases) {
      const reply = await change(given)
      expect([reply.status, reply.body.code, reply.body.errors[0].path]).toEqual([
        status,
        code,
        path,
      ])
    }
    expect(await emailNow()).toBe(email)
    expect((await change({ currentPassword: password, email })).status).toBe(204)
  })

  it('of several who want one address at the same moment, one gets it', async () => {
    const people = await Promise.all([registered(), registered(), registered()])
    const email = newEmail()
    const replies = await Promise.all(
      people.map(({ change }) => change({ currentPassword: password, email })),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([204, 409, 409])
    const now = await Promise.all(people.map(({ emailNow }) => emailNow()))
    expect(now.filter((one) => one === email)).toHaveLength(1)
  })

  it('counts wrong passwords against the session that says them, and keeps nobody out elsewhere', async () => {
    const { email, change } = await registered()
    const guess = (n: number) => change({ currentPassword: `wrong ${n}`, email: newEmail() })
    for (let n = 0; n < 5; n++) expect((await guess(n)).status).toBe(400)
    // A slow machine may take longer for a guess than the first ones have to wait; each waits twice as long as the last.
    let last = await guess(5)
    for (let n = 6; n < 12 && last.status === 400; n++) last = await guess(n)
    expect(last.status).toBe(429)
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await client().token(email)).status).toBe(200)
  })
})
