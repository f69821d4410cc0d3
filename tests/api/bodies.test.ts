import { beforeAll, describe, expect, inject, it } from 'vitest'
import { newId } from '@/lib/core/ids'
import type { SyncReply } from '@/lib/domain/protocol'
import { endlessly, raw } from '@/tests/support/raw-http'
import { Client } from './auth-client'

const own = { 'sec-fetch-site': 'same-origin' }
/** Stands for what nobody could write out but by hand. */
const lists = 'lists that lie in each other'
const objects = 'objects that lie in each other'
const nested = (open: string, close: string) => open.repeat(20_000) + close.repeat(20_000)

/** Sends JSON with lists and objects in place of what stands for them. */
async function send(client: Client, method: string, target: string, body: unknown) {
  const text = JSON.stringify(body)
    .replaceAll(JSON.stringify(lists), nested('[', ']'))
    .replaceAll(JSON.stringify(objects), `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`)
  const cookie = [...client.cookies].map((pair) => pair.join('=')).join('; ')
  const headers = {
    ...own,
    'content-type': 'application/json',
    'x-forwarded-for': client.address,
    ...(cookie ? { cookie } : { authorization: `Bearer ${client.bearer}` }),
  }
  const reply = await raw({ method, target, headers, body: text })
  return { status: reply.status, body: JSON.parse(reply.text) as unknown }
}

let ada: { script: Client; browser: Client; id: string; walletId: string; categoryId: string }

beforeAll(async () => {
  const script = new Client(inject('baseUrl'))
  const { id, email } = await script.register()
  const browser = new Client(inject('baseUrl'))
  await browser.signIn(email)
  const { body: wallets } = await script.send('GET', '/api/v1/wallets')
  const { body: categories } = await script.send('GET', '/api/v1/categories')
  ada = { script, browser, id, walletId: wallets.items[0].id, categoryId: categories.items[0].id }
})

describe('arguments that are nested 20,000 deep', () => {
  const money = { amount: 100, currency: 'EUR', rate: null, payers: null, split: null }
  const fields = () => ({ ...money, date: '2026-11-22', categoryId: ada.categoryId, note: 'x' })
  const create = (args: unknown) => ({ id: newId(), n: 1, name: 'expense.create', args })
  const seen = { present: {}, kept: [] }
  const conflict = (more: object) => ({
    ...create({ walletId: ada.walletId, id: newId(), value: null, seen, ...more }),
    name: 'conflict.resolve',
  })

  it.each([
    ['alone', () => create(lists)],
    ['as objects', () => create(objects)],
    [
      'in a field',
      () => create({ walletId: ada.walletId, id: newId(), fields: { ...fields(), note: lists } }),
    ],
    ['in a list that is deep already', () => create({ ...fields(), payers: [{ parts: lists }] })],
    [
      'in a field that nobody knows',
      () => create({ walletId: ada.walletId, id: newId(), fields: fields(), x: lists }),
    ],
    ['as the value of a conflict', () => conflict({ value: { amount: lists } })],
    [
      'as what was seen of a conflict',
      () => conflict({ seen: { ...seen, present: { a: lists } } }),
    ],
    ['of a change that nobody knows', () => ({ ...create(lists), name: 'nothing.known' })],
  ])('%s are refused, and what follows them is taken', async (what, bad) => {
    const id = newId()
    const good = create({ walletId: ada.walletId, id, fields: fields() })
    const mutations = [bad(), { ...good, n: 2 }]
    const empty = { protocol: 1, epoch: null, userId: null, clientId: newId(), cookie: {} }
    const sent = await send(ada.browser, 'POST', '/api/sync', { ...empty, mutations })
    expect(sent.status).toBe(200)
    const [first, second] = (sent.body as SyncReply).acks
    if (what === 'of a change that nobody knows') return expect(first).toHaveProperty('later')
    expect(first).toMatchObject({ refused: { code: 'invalid' } })
    expect(second).toHaveProperty('revs')
  })

  it('are 400 everywhere else', async () => {
    const whole = { protocol: 1, clientId: newId(), epoch: newId(), userId: ada.id, spaces: [] }
    const row = { entity: 'conflict', row: { id: newId(), values: { amount: lists } } }
    const recovered = { ...whole, rows: [row] }
    for (const body of [recovered, lists, { ...recovered, rows: lists }]) {
      const { status } = await send(ada.browser, 'POST', '/api/sync/recover', body)
      expect(status).toBe(400)
    }
    for (const body of [lists, { note: lists }, { amount: '1', category: lists }]) {
      expect((await send(ada.script, 'POST', '/api/v1/expenses', body)).status).toBe(400)
      expect((await send(ada.script, 'PATCH', '/api/v1/me', body)).status).toBe(400)
    }
    const { status } = await send(ada.browser, 'POST', '/api/sync', lists)
    expect(status).toBe(400)
  })
})

describe('a body without end', () => {
  const revoked = async () => {
    const script = new Client(inject('baseUrl'))
    const { email } = await script.register()
    const browser = new Client(inject('baseUrl'))
    await browser.signIn(email)
    const kept = new Map(browser.cookies)
    const { bearer } = script
    const { body } = await script.send('GET', '/api/v1/me/sessions')
    for (const { id } of body.items) await script.send('DELETE', `/api/v1/me/sessions/${id}`)
    const cookie = [...kept].map((pair) => pair.join('=')).join('; ')
    return { cookie, authorization: `Bearer ${bearer}` }
  }

  it('is refused at the limit, whoever sends it wherever to', async () => {
    const { cookie, authorization } = await revoked()
    const json = { 'content-type': 'application/json' }
    const form = { 'content-type': 'multipart/form-data; boundary=x' }
    const sent: [method: string, target: string, headers: Record<string, string>][] = [
      ['POST', '/api/sync', { ...own, ...json, cookie }],
      ['POST', '/api/sync', { ...own, ...json, authorization }],
      ['POST', '/api/sync/recover', { ...own, ...json, cookie }],
      ['GET', '/api/sync/live', { ...own, cookie }],
      ['POST', '/api/sync', { ...own, cookie }],
      ['POST', '/api/v1/expenses', { ...json, authorization }],
      ['GET', '/api/v1/expenses', { ...json, authorization }],
      ['POST', '/api/v1/auth/token', json],
      ['POST', '/api/v1/nowhere', json],
      ['PUT', '/nowhere', json],
      [
        'POST',
        '/api/auth/callback/credentials',
        { 'content-type': 'application/x-www-form-urlencoded' },
      ],
      ['POST', '/api/health/live', json],
      ['POST', '/signin', { ...own, ...form }],
      ['POST', '/signin', { ...own, 'content-type': 'text/plain', 'next-action': 'a'.repeat(42) }],
      ['POST', '/', { ...own, ...form }],
      ['POST', '/_next/static/x.js', json],
    ]
    for (const [method, target, headers] of sent) {
      const { status, taken } = await endlessly(method, target, headers)
      expect(status, `${method} ${target}`).toBe(413)
      // What was on its way meanwhile counts as well.
      expect(taken, `${method} ${target}`).toBeLessThan(64 * 1024 * 1024)
    }
  })
})
