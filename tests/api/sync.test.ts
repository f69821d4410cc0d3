import { beforeAll, describe, expect, inject, it } from 'vitest'
import { newId } from '@/lib/core/ids'
import type { SyncReply } from '@/lib/domain/protocol'
import { Client, newEmail, password } from './auth-client'

const own = { 'sec-fetch-site': 'same-origin' }
const first = (clientId = newId()) => ({
  protocol: 1,
  epoch: null,
  userId: null,
  clientId,
  cookie: {},
  mutations: [],
})

/** Somebody with a token, signed in to a browser as well. */
async function signedIn(): Promise<{ script: Client; browser: Client; id: string; email: string }> {
  const script = new Client(inject('baseUrl'))
  const { id, email } = await script.register(newEmail())
  const browser = new Client(inject('baseUrl'))
  await browser.signIn(email)
  return { script, browser, id, email }
}

const sync = (client: Client, body: unknown, headers: Record<string, string> = own) =>
  client.send('POST', '/api/sync', { body, headers })

const expense = { amount: '2.55', category: 'Groceries', date: '2026-11-23', note: 'milk' }

describe('POST /api/sync', () => {
  let ada: Awaited<ReturnType<typeof signedIn>>

  beforeAll(async () => {
    ada = await signedIn()
  })

  it('brings a new device whose it is, and everything', async () => {
    const { status, body } = await sync(ada.browser, first())
    expect(status).toBe(200)
    const reply = body as SyncReply
    expect(reply.account?.id).toBe(ada.id)
    expect(reply.more).toBe(false)
    expect(reply.spaces.map(({ kind }) => kind).sort()).toEqual(['user', 'wallet'])
  })

  it('brings what a script wrote, and takes what the device wrote', async () => {
    const { body } = await sync(ada.browser, first())
    const { epoch, cookie, spaces, account, changes } = body as SyncReply
    const added = await ada.script.send('POST', '/api/v1/expenses', { body: expense })
    const walletId = spaces.find(({ kind }) => kind === 'wallet')?.id ?? ''
    const id = newId()
    const categoryId = changes[walletId]?.rows.category?.[0]?.id
    const money = { amount: 100, currency: 'EUR', rate: null, payers: null, split: null }
    const args = {
      walletId,
      id,
      fields: { ...money, date: '2026-11-22', categoryId, note: 'bread' },
    }
    const mutations = [{ id: newId(), n: 1, name: 'expense.create', args }]
    const request = { ...first(), epoch, userId: account?.id, cookie, mutations }
    const next = (await sync(ada.browser, request)).body as SyncReply
    const notes = next.changes[walletId]?.rows.expense?.map(({ note }) => note)
    expect(notes).toEqual(['milk', 'bread'])
    expect(next.acks[0]).toHaveProperty('revs')
    const again = (await sync(ada.browser, request)).body as SyncReply
    expect(again.acks).toEqual(next.acks)
    const { body: list } = await ada.script.send('GET', '/api/v1/expenses')
    expect(list.items.map((item: { id: string }) => item.id)).toEqual([added.body.id, id])
  })

  const refused: [
    string,
    number,
    string,
    () => Promise<{ status: number; body: { code: string } }>,
  ][] = [
    ['without a session', 401, 'unauthorized', () => sync(new Client(inject('baseUrl')), first())],
    ['by token', 401, 'unauthorized', () => sync(ada.script, first())],
    [
      'from another site',
      403,
      'cross_origin',
      () => sync(ada.browser, first(), { 'sec-fetch-site': 'cross-site' }),
    ],
    ['without saying where from', 403, 'cross_origin', () => sync(ada.browser, first(), {})],
    [
      'as a form',
      415,
      'unsupported_type',
      () => sync(ada.browser, first(), { ...own, 'content-type': 'text/plain' }),
    ],
    [
      'with 5 MiB',
      413,
      'too_large',
      () => sync(ada.browser, { ...first(), x: 'x'.repeat(5 << 20) }),
    ],
    ['with a list', 400, 'invalid', () => sync(ada.browser, [])],
    ['with null', 400, 'invalid', () => sync(ada.browser, null)],
    [
      'with a protocol of the future',
      400,
      'other_protocol',
      () => sync(ada.browser, { ...first(), protocol: 9 }),
    ],
  ]
  it.each(refused)('%s is refused: %i %s', async (_, status, code, send) => {
    const reply = await send()
    expect([reply.status, reply.body.code]).toEqual([status, code])
  })

  describe('/recover', () => {
    const recover = (client: Client, more: object = {}, headers: Record<string, string> = own) => {
      const { protocol, clientId } = first()
      const base = { protocol, clientId, epoch: newId(), userId: ada.id, spaces: [], rows: [] }
      return client.send('POST', '/api/sync/recover', { body: { ...base, ...more }, headers })
    }
    const outside: [string, number, string, () => ReturnType<typeof recover>][] = [
      ['without a session', 401, 'unauthorized', () => recover(new Client(inject('baseUrl')))],
      ['by token', 401, 'unauthorized', () => recover(ada.script)],
      ['from nowhere', 403, 'cross_origin', () => recover(ada.browser, {}, {})],
      ['for another', 409, 'other_account', () => recover(ada.browser, { userId: newId() })],
      [
        ...(['with a membership', 400, 'invalid'] as const),
        () => recover(ada.browser, { rows: [{ entity: 'member', row: {} }] }),
      ],
      [
        ...(['with half a row', 400, 'invalid'] as const),
        () => recover(ada.browser, { rows: [{ entity: 'expense', row: { id: newId() } }] }),
      ],
    ]
    it.each(outside)('%s is refused: %i %s', async (_, status, code, send) => {
      const reply = await send()
      expect([reply.status, reply.body.code]).toEqual([status, code])
    })

    it('takes nothing where nothing was ever restored', async () => {
      const { status, body } = await recover(ada.browser)
      expect([status, body.code]).toEqual([409, 'other_history'])
    })
  })

  it('tells a session that was ended from one that is unknown', async () => {
    const { script, browser } = await signedIn()
    const { body } = await script.send('GET', '/api/v1/me/sessions')
    const session = body.items.find((one: { kind: string }) => one.kind === 'cookie')
    await script.send('DELETE', `/api/v1/me/sessions/${session.id}`)
    expect((await sync(browser, first())).body.code).toBe('session_revoked')
    // What is somebody else's is not to go for it.
    const theirs = { ...first(), userId: newId() }
    expect((await sync(browser, theirs)).body.code).toBe('unauthorized')
  })

  it('a session whose browser signed in anew is none that was ended', async () => {
    const { browser, email } = await signedIn()
    const before = new Client(browser.url)
    for (const [name, value] of browser.cookies) before.cookies.set(name, value)
    // From a form that was open before.
    await browser.submit('/signin', { email, password }, own, new Client(browser.url))
    expect((await sync(browser, first())).status).toBe(200)
    expect((await sync(before, first())).body.code).toBe('unauthorized')
  })
})

describe('GET /api/sync/live', () => {
  it('tells of news in the own spaces only, at once, and ends with the session', async () => {
    const ada = await signedIn()
    const bob = await signedIn()
    const hers = await openLive(ada.browser)
    const his = await openLive(bob.browser)
    expect(hers.headers.get('content-type')).toContain('text/event-stream')
    expect(hers.headers.get('cache-control')).toBe('no-store, no-transform')
    expect(hers.headers.get('content-encoding')).toBeNull()
    expect(await hers.next()).toBe('spaces')
    expect(await his.next()).toBe('spaces')
    const { body } = await ada.script.send('POST', '/api/v1/expenses', { body: expense })
    expect(await hers.next()).toBe(`rev ${body.walletId} ${body.rev}`)
    const { body: made } = await ada.script.send('POST', '/api/v1/wallets', {
      body: { name: 'Trip', currency: 'JPY' },
    })
    expect([await hers.next(), await hers.next()]).toEqual(['spaces', `rev ${made.id} 1`])
    await ada.browser.send('POST', '/api/v1/auth/sign-out', { headers: own })
    expect(await hers.next()).toBe('over')
    expect(await hers.next()).toBe('end')
    // The first that Bob hears is his own.
    const { body: hisOwn } = await bob.script.send('POST', '/api/v1/expenses', { body: expense })
    expect(await his.next()).toBe(`rev ${hisOwn.walletId} ${hisOwn.rev}`)
    await his.close()
  })

  it('is closed to strangers, tokens and other sites', async () => {
    const { browser, script } = await signedIn()
    const get = (client: Client, headers: Record<string, string> = own) =>
      client.send('GET', '/api/sync/live', { headers })
    expect((await get(new Client(inject('baseUrl')))).status).toBe(401)
    expect((await get(script)).status).toBe(401)
    expect((await get(browser, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })
})

/** Opens the event stream of a browser; `next` answers the next event in short, "end" after the last one. */
async function openLive(browser: Client) {
  const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ')
  const response = await fetch(`${browser.url}/api/sync/live`, { headers: { cookie, ...own } })
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  let text = ''
  const next = async (): Promise<string> => {
    for (;;) {
      const at = text.indexOf('\n\n')
      if (at < 0) {
        const { done, value } = await reader.read()
        if (done) return 'end'
        text += decoder.decode(value, { stream: true })
        continue
      }
      const event = /^event: (\w+)\ndata: (.*)$/.exec(text.slice(0, at))
      text = text.slice(at + 2)
      if (!event) continue
      const { space = '', rev = '' } = JSON.parse(event[2] ?? '{}')
      return `${event[1]} ${space} ${rev}`.trim()
    }
  }
  return { headers: response.headers, next, close: () => reader.cancel() }
}
