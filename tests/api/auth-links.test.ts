import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { collect, type RunningServer, serverEnv, startServer } from '../support/server'
import { Client, newEmail, password } from './auth-client'

const root = fileURLToPath(new URL('../..', import.meta.url))
const appUrl = 'https://money.example.org'
const sameOrigin = { 'sec-fetch-site': 'same-origin' }

let server: RunningServer

/** Runs one of the commands for the person who runs the server, beside the server that has the database. */
async function command(script: string, ...args: string[]) {
  const child = spawn(process.execPath, ['scripts/run.mjs', `scripts/${script}.ts`, ...args], {
    cwd: root,
    env: {
      ...serverEnv(server.dataDir, undefined, { APP_URL: appUrl, AUTH_SECRET: '' }),
      DATABASE_URL: server.databaseUrl ?? '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = collect(child)
  const code = await new Promise((resolve) => child.on('close', resolve))
  return { code, printed: printed() }
}

/** The link that a command printed, from its path on. */
async function linkOf(script: string, ...args: string[]): Promise<string> {
  const { code, printed } = await command(script, ...args)
  const link = /^https:\/\/money\.example\.org(\/\S+)$/m.exec(printed)?.[1]
  if (code !== 0 || !link) throw new Error(`There is no link in: ${printed}`)
  return link
}

const register = (body: unknown, client = new Client(server.url)) =>
  client.send('POST', '/api/v1/auth/register', { body })

describe('a public server that registers by invitation', () => {
  let email: string

  beforeAll(async () => {
    server = await startServer({
      database: inject('database'),
      env: { REGISTRATION: 'invite', APP_URL: appUrl },
    })
  }, 120_000)

  afterAll(() => server.stop())

  it('refuses without an invitation, alike for an address that is taken', async () => {
    email = newEmail()
    const invite = (await linkOf('invite')).split('?t=')[1]
    expect((await register({ email, password, invite })).status).toBe(201)
    const replies = await Promise.all([
      register({ email, password }),
      register({ email: newEmail(), password }),
      register({ email, password, invite: 'made up' }),
      register({ email, password, invite }),
    ])
    for (const { status, body, text } of replies) {
      expect([status, body.code]).toEqual([403, 'invite_needed'])
      expect(text).toBe(replies[0]?.text)
    }
  })

  it('makes one account by each invitation, of many that want one at once', async () => {
    const invite = (await linkOf('invite')).split('?t=')[1]
    const replies = await Promise.all(
      Array.from({ length: 4 }, () => register({ email: newEmail(), password, invite })),
    )
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 403, 403, 403])
  })

  it('does not use an invitation up for an account that could not be made', async () => {
    const invite = (await linkOf('invite')).split('?t=')[1]
    expect((await register({ email, password, invite })).status).toBe(409)
    expect((await register({ email: newEmail(), password, invite })).status).toBe(201)
  })

  it('lets a person in by the link itself', async () => {
    const [link, visitor] = [await linkOf('invite'), new Client(server.url)]
    expect((await visitor.send('GET', '/register')).text).not.toContain('name="password"')
    const typed = { email: newEmail(), password }
    const reply = await visitor.submit(link, typed, sameOrigin)
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/'])
    expect((await visitor.send('GET', '/add/plain')).text).toContain(typed.email)
  })

  it('hands out cookies for https only, bound to this very host', async () => {
    const browser = new Client(server.url)
    const reply = await browser.submit('/signin', { email, password }, sameOrigin)
    expect(reply.status).toBe(303)
    const cookie = browser.setCookies.find((one) => one.includes('-session='))
    expect(cookie).toMatch(/^__Host-ttm-[\w-]{8}-session=.*; Path=\/;.*; Secure; HttpOnly/)
    expect(browser.setCookies.every((one) => /; Secure/.test(one))).toBe(true)
    expect((await browser.send('GET', '/api/v1/me')).status).toBe(200)
    const patch = { body: { name: 'Ada' }, headers: { origin: appUrl } }
    expect((await browser.send('PATCH', '/api/v1/me', patch)).status).toBe(200)
    const out = await browser.send('POST', '/api/v1/auth/sign-out', { headers: sameOrigin })
    expect(out.headers.get('set-cookie')).toMatch(/^__Host-ttm-[\w-]{8}-session=;.*Secure/)
    expect((await browser.send('GET', '/api/v1/me')).status).toBe(401)
  })

  it('sets a new password by a reset link, once, and signs everybody out', async () => {
    const device = new Client(server.url)
    device.bearer = (await device.token(email)).body.accessToken
    const link = await linkOf('reset-link', email.toUpperCase())
    const visitor = new Client(server.url)
    const fresh = 'another long enough one'
    const weak = await visitor.submit(link, { password: 'short' }, sameOrigin)
    expect(weak.text).toContain('at least 8 characters')
    expect((await device.send('GET', '/api/v1/me')).status).toBe(200)

    const done = await visitor.submit(link, { password: fresh }, sameOrigin)
    expect(done.text).toContain('Password changed')
    expect((await device.send('GET', '/api/v1/me')).status).toBe(401)
    expect((await device.token(email)).status).toBe(401)
    expect((await device.token(email, fresh)).status).toBe(200)
    const again = await visitor.submit(link, { password }, sameOrigin)
    expect(again.text).toContain('This link does not work any more')
    expect((await device.token(email, fresh)).status).toBe(200)
  })

  it('makes no reset link for nobody', async () => {
    const { code, printed } = await command('reset-link', 'nobody@example.org')
    expect(code).toBe(1)
    expect(printed).toBe('There is no account with the e-mail address nobody@example.org.\n')
    expect((await command('reset-link')).code).toBe(2)
  })

  it('prints no link, address or password into its log', async () => {
    const log = server.logs()
    expect(log).toContain('"path":"/reset"')
    for (const secret of [email, password, '?t=']) expect(log).not.toContain(secret)
  })
})

describe('a server that makes no accounts', () => {
  let closed: RunningServer

  beforeAll(async () => {
    closed = await startServer({ env: { REGISTRATION: 'closed' } })
  }, 120_000)

  afterAll(() => closed.stop())

  it('says so, to scripts and on its page', async () => {
    const visitor = new Client(closed.url)
    const { status, body } = await register({ email: newEmail(), password }, visitor)
    expect([status, body.code]).toEqual([403, 'registration_closed'])
    expect((await visitor.send('GET', '/register')).text).toContain('makes no new accounts')
    expect((await visitor.send('GET', '/signin')).text).not.toContain('href="/register"')
  })
})
