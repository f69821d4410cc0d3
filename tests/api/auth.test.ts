import { describe, expect, inject, it } from 'vitest'
import { Client, newEmail, password } from './auth-client'

const client = () => new Client(inject('baseUrl'))
const post = (body: unknown) => client().send('POST', '/api/v1/auth/register', { body })
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

describe('POST /auth/register', () => {
  it('makes an account and answers with a token for it', async () => {
    const email = newEmail()
    const { status, headers, body } = await post({ email: ` ${email.toUpperCase()} `, password })
    expect(status).toBe(201)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(body).toEqual({
      user: { id: expect.stringMatching(uuid), email },
      accessToken: expect.any(String),
      tokenType: 'Bearer',
      expiresIn: 900,
    })
    const ada = client()
    ada.bearer = body.accessToken
    const me = await ada.send('GET', '/api/v1/me')
    expect(me.status).toBe(200)
    expect(me.body).toEqual({
      id: body.user.id,
      email,
      name: email.split('@')[0],
      defaultWalletId: expect.stringMatching(uuid),
      ...{ timeZone: 'UTC', timeZoneChosen: false },
      ...{ locale: null, firstWeekday: null, monthStartsOn: 1, theme: 'system' },
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    })
  })

  it('starts with one wallet and the ten ready categories', async () => {
    const ada = client()
    await ada.register()
    const wallets = (await ada.send('GET', '/api/v1/wallets')).body.items
    expect(wallets).toMatchObject([{ name: 'Personal', currency: 'EUR', role: 'owner' }])
    expect(wallets[0].id).toBe((await ada.send('GET', '/api/v1/me')).body.defaultWalletId)
    const categories = (await ada.send('GET', '/api/v1/categories')).body.items
    expect(categories.map((one: { name: string }) => one.name).sort()).toEqual(
      'Bills Dining Entertainment Groceries Health Home Other Shopping Transport Travel'.split(' '),
    )
  })

  it('takes a name', async () => {
    const ada = client()
    const { body } = await ada.send('POST', '/api/v1/auth/register', {
      body: { email: newEmail(), password, name: ' Ada ' },
    })
    ada.bearer = body.accessToken
    expect((await ada.send('GET', '/api/v1/me')).body.name).toBe('Ada')
  })

  it('refuses an address that is taken, however it is written', async () => {
    const { email } = await client().register()
    const { status, headers, body } = await post({ email: email.toUpperCase(), password })
    expect(status).toBe(409)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(body).toMatchObject({ status: 409, code: 'email_taken', errors: [{ path: 'email' }] })
  })

  it.each([
    ['no password', { email: 'a@example.org' }, 'password'],
    ['no address', { password }, 'email'],
    ['a number as address', { email: 7, password }, 'email'],
    ['no address in the address', { email: 'ada', password }, 'email'],
    ['a NUL in the address', { email: 'a\0@example.org', password }, 'email'],
    ['a short password', { email: 'a@example.org', password: '1234567' }, 'password'],
    ['a long password', { email: 'a@example.org', password: 'x'.repeat(1025) }, 'password'],
    ['a common password', { email: 'a@example.org', password: 'password1' }, 'password'],
    [
      'the address as password',
      { email: 'ada.l@example.org', password: 'Ada.L@example.org' },
      'password',
    ],
    ['an unknown field', { email: 'a@example.org', password, admin: true }, 'admin'],
    ['a name of two lines', { email: 'a@example.org', password, name: 'a\nb' }, 'name'],
  ])('refuses %s', async (_, body, path) => {
    const reply = await post(body)
    expect(reply.status).toBe(400)
    expect(reply.body.code).toBe('invalid')
    expect(reply.body.errors.map((one: { path: string }) => one.path)).toEqual([path])
  })

  it('lets one address make 60 accounts an hour, and says when it can go on', async () => {
    const { email } = await client().register()
    const eve = client()
    const tries = Array.from({ length: 61 }, () =>
      eve.send('POST', '/api/v1/auth/register', { body: { email, password } }),
    )
    const replies = await Promise.all(tries)
    const statuses = replies.map((reply) => reply.status).sort()
    expect(statuses).toEqual([...Array(60).fill(409), 429])
    const wait = Number(replies.find((one) => one.status === 429)?.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(3000)
    expect(wait).toBeLessThanOrEqual(3600)
    await client().register()
  })
})

describe('POST /auth/token', () => {
  it('answers with a token', async () => {
    const { email } = await client().register()
    const { status, body } = await client().token(` ${email.toUpperCase()}`)
    expect(status).toBe(200)
    expect(body).toEqual({
      accessToken: expect.any(String),
      tokenType: 'Bearer',
      expiresIn: 900,
    })
  })

  it('answers alike whether the account or the password is wrong', async () => {
    const { email } = await client().register()
    const replies = await Promise.all([
      client().token(email, 'wrong'),
      client().token(email, ''),
      client().token(email, 'x'.repeat(5000)),
      client().token(newEmail()),
      client().token('no address'),
      client().token('nul\0@example.org'),
    ])
    for (const { status, headers, text } of replies) {
      expect(status).toBe(401)
      expect(headers.get('www-authenticate')).toMatch(/^Bearer/)
      expect(text).toBe(replies[0]?.text)
    }
  })

  it.each([
    ['another content type', { 'content-type': 'text/plain' }, 415],
    ['another content type for JSON', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('refuses %s', async (_, headers, status) => {
    const reply = await client().send('POST', '/api/v1/auth/token', { body: {}, headers })
    expect(reply.status).toBe(status)
  })
})

describe('GET and PATCH /me', () => {
  it('changes name, time zone and default wallet', async () => {
    const ada = client()
    await ada.register()
    const wallet = { name: 'Travel', currency: 'CHF' }
    const { body: made } = await ada.send('POST', '/api/v1/wallets', { body: wallet })
    const change = { name: 'Ada L.', timeZone: 'Asia/Kathmandu', defaultWalletId: made.id }
    const { status, body } = await ada.send('PATCH', '/api/v1/me', { body: change })
    expect(status).toBe(200)
    expect(body).toMatchObject(change)
    expect((await ada.send('GET', '/api/v1/me')).body).toEqual(body)
    expect((await ada.send('PATCH', '/api/v1/me', { body: {} })).body).toEqual(body)
    expect((await ada.send('PATCH', '/api/v1/me', { body: { name: 'A.' } })).body).toEqual({
      ...body,
      name: 'A.',
    })
  })

  it('takes a time zone that is named for chosen', async () => {
    const ada = client()
    await ada.register()
    const patch = async (body: object) => (await ada.send('PATCH', '/api/v1/me', { body })).body
    const chosen = { timeZone: 'Pacific/Auckland', timeZoneChosen: true }
    expect(await patch({ timeZone: 'Pacific/Auckland' })).toMatchObject(chosen)
    expect(await patch({ theme: 'dark' })).toMatchObject(chosen)
  })

  it('changes how things are shown, and back to as the device has it', async () => {
    const ada = client()
    await ada.register()
    const patch = async (body: object) => (await ada.send('PATCH', '/api/v1/me', { body })).body
    const change = { locale: 'de-at', firstWeekday: 7, monthStartsOn: 25, theme: 'dark' }
    const changed = await patch(change)
    expect(changed).toMatchObject({ ...change, locale: 'de-AT', timeZone: 'UTC' })
    expect(await patch({ monthStartsOn: 28 })).toEqual({ ...changed, monthStartsOn: 28 })
    expect((await ada.send('GET', '/api/v1/me')).body).toEqual({ ...changed, monthStartsOn: 28 })
    const back = { locale: null, firstWeekday: null, monthStartsOn: 1, theme: 'system' }
    expect(await patch(back)).toMatchObject(back)
  })

  it('lets the plain form write amounts in the language that was chosen, else in the browser’s', async () => {
    const ada = client()
    const { email } = await ada.register()
    const body = { amount: '1234.50', category: 'Home', date: '2026-11-23' }
    await ada.send('POST', '/api/v1/expenses', { body })
    const browser = client()
    await browser.signIn(email)
    const page = async () => {
      const headers = { 'accept-language': 'en-GB' }
      return (await browser.send('GET', '/add/plain?month=2026-11', { headers })).text
    }
    expect(await page()).toContain('1,234')
    await ada.send('PATCH', '/api/v1/me', { body: { locale: 'de-DE' } })
    expect(await page()).toContain('1.234')
    expect(await page()).not.toContain('1,234')
  })

  it('refuses what cannot be, and changes nothing then', async () => {
    const [ada, eve] = [client(), client()]
    await Promise.all([ada.register(), eve.register()])
    const { body: before } = await ada.send('GET', '/api/v1/me')
    const { body: hers } = await eve.send('GET', '/api/v1/me')
    const wrong: Record<string, unknown>[] = [
      { defaultWalletId: hers.defaultWalletId },
      { defaultWalletId: before.id },
      { defaultWalletId: 'none' },
      { timeZone: 'Mars/Olympus' },
      { locale: 'nope' },
      { firstWeekday: 0 },
      { monthStartsOn: 32 },
      { monthStartsOn: null },
      { theme: 'pink' },
      { name: '' },
      { email: 'new@example.org' },
    ]
    for (const change of wrong) {
      const { status, body } = await ada.send('PATCH', '/api/v1/me', {
        body: 'name' in change ? change : { ...change, name: 'changed' },
      })
      expect(status).toBe(400)
      expect(body.errors[0].path).toBe(Object.keys(change)[0])
    }
    expect((await ada.send('GET', '/api/v1/me')).body).toEqual(before)
  })
})
