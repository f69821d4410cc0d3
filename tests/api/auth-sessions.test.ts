import { describe, expect, inject, it } from 'vitest'
import { Client, password } from './auth-client'

const client = () => new Client(inject('baseUrl'))
const sameOrigin = { 'sec-fetch-site': 'same-origin' }

async function signedIn(email: string): Promise<Client> {
  const browser = client()
  const { status } = await browser.signIn(email)
  if (status !== 302 || !browser.sessionName) throw new Error('Not signed in.')
  return browser
}

describe('a bearer token', () => {
  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['no token', 'Bearer'],
    ['no token after a space', 'Bearer '],
    ['another scheme', 'Basic YTpi'],
    ['the scheme alone missing', (token: string) => token],
    ['two tokens', (token: string) => `Bearer ${token}, Bearer ${token}`],
    ['something after it', (token: string) => `Bearer ${token} x`],
    ['a changed one', (token: string) => `Bearer ${token.slice(0, -2)}AA`],
    ['a truncated one', (token: string) => `Bearer ${token.slice(0, 40)}`],
    ['an unsigned one', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'],
  ])('is needed: %s is refused', async (_, header) => {
    const ada = client()
    await ada.register()
    const { bearer = '' } = ada
    ada.bearer = undefined
    const authorization = typeof header === 'function' ? header(bearer) : header
    const headers = authorization === undefined ? {} : { authorization }
    const { status, headers: got, body } = await ada.send('GET', '/api/v1/me', { headers })
    expect(status).toBe(401)
    expect(got.get('www-authenticate')).toMatch(/^Bearer/)
    expect(body.code).toBe('unauthorized')
  })

  it('is taken in any case of its scheme', async () => {
    const ada = client()
    await ada.register()
    const headers = { authorization: `bearer ${ada.bearer}` }
    ada.bearer = undefined
    expect((await ada.send('GET', '/api/v1/me', { headers })).status).toBe(200)
  })

  it('that is bad is refused, also beside a good cookie', async () => {
    const { email } = await client().register()
    const browser = await signedIn(email)
    expect((await browser.send('GET', '/api/v1/me')).status).toBe(200)
    browser.bearer = 'not.a.token'
    expect((await browser.send('GET', '/api/v1/me')).status).toBe(401)
  })

  it('cannot be a session cookie, nor the other way round', async () => {
    const ada = client()
    const { email } = await ada.register()
    const browser = await signedIn(email)
    const swapped = client()
    swapped.bearer = browser.cookies.get(browser.sessionName)
    expect((await swapped.send('GET', '/api/v1/me')).status).toBe(401)
    const other = client()
    other.cookies.set(browser.sessionName, ada.bearer ?? '')
    expect((await other.send('GET', '/api/v1/me')).status).toBe(401)
  })
})

describe('a session cookie', () => {
  it('is out of reach of scripts and other sites', async () => {
    const { email } = await client().register()
    const browser = await signedIn(email)
    const cookie = browser.setCookies.find((one) => one.startsWith(`${browser.sessionName}=`)) ?? ''
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Lax/i)
    expect(cookie).toMatch(/; Path=\//)
    expect(cookie).not.toMatch(/Domain/i)
  })

  it('reads without further ado, but changes only from our own pages', async () => {
    const { email } = await client().register()
    const browser = await signedIn(email)
    const patch = (headers: Record<string, string>) =>
      browser.send('PATCH', '/api/v1/me', { body: { name: 'changed' }, headers })
    const crossSite = { 'sec-fetch-site': 'cross-site' }
    expect((await browser.send('GET', '/api/v1/me', { headers: crossSite })).status).toBe(200)
    for (const headers of [{}, crossSite, { origin: 'https://evil.example' }, { origin: 'null' }]) {
      const { status, body } = await patch(headers)
      expect([status, body.code]).toEqual([403, 'cross_origin'])
    }
    for (const headers of [
      sameOrigin,
      { origin: browser.url },
      { referer: `${browser.url}/settings` },
    ]) {
      expect((await patch(headers)).status).toBe(200)
    }
  })

  it('tells next-auth who is signed in, by the id alone', async () => {
    const { id, email } = await client().register()
    const browser = await signedIn(email)
    const { body } = await browser.send('GET', '/api/auth/session')
    expect(body).toEqual({ user: { id }, expires: expect.any(String) })
    expect((await client().send('GET', '/api/auth/session')).body).toBeNull()
  })
})

describe('sessions', () => {
  it('are listed with what they are recognised by', async () => {
    const ada = client()
    const { email } = await ada.register()
    await signedIn(email)
    const { status, body } = await ada.send('GET', '/api/v1/me/sessions')
    expect(status).toBe(200)
    expect(body.nextCursor).toBeNull()
    expect(body.items).toHaveLength(2)
    expect(body.items).toContainEqual({
      id: expect.any(String),
      kind: 'bearer',
      label: 'node',
      createdAt: expect.any(String),
      seenAt: expect.any(String),
      expiresAt: expect.any(String),
      current: true,
    })
    expect(body.items).toContainEqual(expect.objectContaining({ kind: 'cookie', current: false }))
  })

  it('can be ended one by one, and then their cookie and token are dead', async () => {
    const ada = client()
    const { email } = await ada.register()
    const browser = await signedIn(email)
    const other = client()
    other.bearer = (await client().token(email)).body.accessToken
    const { items } = (await ada.send('GET', '/api/v1/me/sessions')).body
    for (const { id, current } of items) {
      if (current) continue
      expect((await ada.send('DELETE', `/api/v1/me/sessions/${id}`)).status).toBe(204)
      const typed = { headers: { 'content-type': 'application/json' } }
      expect((await ada.send('DELETE', `/api/v1/me/sessions/${id}`, typed)).status).toBe(404)
    }
    expect((await browser.send('GET', '/api/v1/me')).status).toBe(401)
    expect((await other.send('GET', '/api/v1/me')).status).toBe(401)
    expect((await ada.send('GET', '/api/v1/me')).status).toBe(200)
    expect((await browser.send('GET', '/add/plain')).headers.get('location')).toMatch(/^\/signin/)
    expect((await browser.send('GET', '/api/auth/session')).body).toBeNull()
    expect(browser.sessionName).toBe('')
  })

  it('of others cannot be seen or ended', async () => {
    const [ada, eve] = [client(), client()]
    await Promise.all([ada.register(), eve.register()])
    const [{ id }] = (await ada.send('GET', '/api/v1/me/sessions')).body.items
    expect((await eve.send('GET', '/api/v1/me/sessions')).text).not.toContain(id)
    expect((await eve.send('DELETE', `/api/v1/me/sessions/${id}`)).status).toBe(404)
    expect((await ada.send('GET', '/api/v1/me')).status).toBe(200)
    expect((await ada.send('DELETE', '/api/v1/me/sessions/none')).status).toBe(400)
  })

  it('end by signing out, by token or by cookie', async () => {
    const ada = client()
    const { email } = await ada.register()
    expect((await ada.send('POST', '/api/v1/auth/sign-out')).status).toBe(204)
    expect((await ada.send('GET', '/api/v1/me')).status).toBe(401)

    const browser = await signedIn(email)
    const name = browser.sessionName
    const cookie = browser.cookies.get(name) ?? ''
    expect((await browser.send('POST', '/api/v1/auth/sign-out')).status).toBe(403)
    const out = await browser.send('POST', '/api/v1/auth/sign-out', { headers: sameOrigin })
    expect(out.status).toBe(204)
    expect(browser.sessionName).toBe('')
    browser.cookies.set(name, cookie)
    expect((await browser.send('GET', '/api/v1/me')).status).toBe(401)
  })

  it('end by next-auth’s own sign-out, which needs its token against other sites', async () => {
    const { email } = await client().register()
    const browser = await signedIn(email)
    const name = browser.sessionName
    const cookie = browser.cookies.get(name) ?? ''
    const { csrfToken } = (await browser.send('GET', '/api/auth/csrf')).body
    const signOut = (form: Record<string, string>, headers = {}) =>
      browser.send('POST', '/api/auth/signout', { body: new URLSearchParams(form), headers })
    await signOut({})
    expect((await browser.send('GET', '/api/v1/me')).status).toBe(200)
    const foreign = await signOut({ csrfToken }, { 'sec-fetch-site': 'cross-site' })
    expect(foreign.status).toBe(403)
    await signOut({ csrfToken })
    browser.cookies.set(name, cookie)
    expect((await browser.send('GET', '/api/v1/me')).status).toBe(401)
  })

  it('end when the password changes, but for the one that changed it', async () => {
    const ada = client()
    const { email } = await ada.register()
    const browser = await signedIn(email)
    const fresh = 'another long enough one'
    const change = (body: unknown) => ada.send('POST', '/api/v1/me/password', { body })
    const wrong = await change({ currentPassword: 'wrong', newPassword: fresh })
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'currentPassword'])
    const weak = await change({ currentPassword: password, newPassword: email })
    expect([weak.status, weak.body.errors[0].path]).toEqual([400, 'newPassword'])
    expect((await browser.send('GET', '/api/v1/me')).status).toBe(200)

    const done = await change({ currentPassword: password, newPassword: fresh })
    expect(done.status).toBe(204)
    expect((await browser.send('GET', '/api/v1/me')).status).toBe(401)
    expect((await ada.send('GET', '/api/v1/me')).status).toBe(200)
    expect((await client().token(email)).status).toBe(401)
    expect((await client().token(email, fresh)).status).toBe(200)
  })

  it('do not let a stolen one guess the password without end', async () => {
    const ada = client()
    await ada.register()
    const body = { currentPassword: 'wrong', newPassword: 'another long enough one' }
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => ada.send('POST', '/api/v1/me/password', { body })),
    )
    const statuses = new Set(replies.map((reply) => reply.status))
    expect(statuses).toEqual(new Set([400, 429]))
  })
})

describe('next-auth’s addresses', () => {
  it.each([
    ['GET', '/api/auth/session?callbackUrl=javascript:1', 200],
    ['GET', '/api/auth/nonsense', 400],
    ['GET', '/api/auth/callback/nonsense', 302],
    ['GET', '/api/auth/error?error=Configuration', 302],
    ['POST', '/api/auth/nonsense', 400],
  ])('%s %s is answered, never with a failure of ours', async (method, path, status) => {
    const visitor = client()
    visitor.cookies.set('ttm-callback', 'javascript:1')
    const reply = await visitor.send(method, path)
    expect(reply.status).toBe(status)
  })

  it('lead nowhere else', async () => {
    const { email } = await client().register()
    const browser = client()
    const { csrfToken } = (await browser.send('GET', '/api/auth/csrf')).body
    const form = { csrfToken, email, password, callbackUrl: 'https://evil.example/' }
    const { headers } = await browser.send('POST', '/api/auth/callback/credentials', {
      body: new URLSearchParams(form),
    })
    expect(headers.get('location')).toBe('/')
  })
})
