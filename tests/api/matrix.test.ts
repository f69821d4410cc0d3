import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import * as z from 'zod'
import { endpoints } from '@/lib/server/rest/all'
import type { Endpoint } from '@/lib/server/rest/endpoint'
import { Api, type Reply, register, type User } from '@/tests/support/api'
import { dump } from '@/tests/support/dump'
import {
  kindOf,
  makeObjects,
  nameOf,
  type Objects,
  sampleBody,
  samplePath,
} from '@/tests/support/samples'
import { Client } from './auth-client'

/** API routes that are no endpoint of the list: they show nobody's data, or are guarded by tests of their own. */
const apart = [
  '/api/sync/arrival',
  '/api/auth/[...nextauth]',
  '/api/health/live',
  '/api/health/ready',
  '/api/sync',
  '/api/sync/live',
  '/api/sync/recover',
  '/api/v1/[...path]',
  '/api/v1/openapi.json',
]

const guarded = endpoints.filter(({ access }) => access === 'user')
const table = new Map<string, Record<string, string>>()

let ada: User
let hers: Objects
let everything: unknown
/** An owner who uses up what she owns. */
let dora: User
let bob: User
let his: Objects
/** Another stranger, who makes objects under her ids. */
let carol: User
let theirs: Objects
/** Nobody's, by what they send instead of a session. */
let outsiders: Record<string, Record<string, string>>
let cookie: string
let dorasCookie: string

beforeAll(async () => {
  ;[ada, bob, carol, dora] = await Promise.all([register(), register(), register(), register()])
  ;[hers, his, theirs] = await Promise.all([makeObjects(ada), makeObjects(bob), makeObjects(carol)])
  cookie = await signIn(ada)
  dorasCookie = await signIn(dora)
  const gone = await signIn(ada)
  const ended = await new Api().want<{ accessToken: string }>(200, 'POST', '/auth/token', {
    email: ada.email,
    password: ada.password,
  })
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
  const token = ada.headers.authorization?.slice('Bearer '.length) ?? ''
  await new Api(bearer(ended.accessToken)).want(204, 'POST', '/auth/sign-out')
  const own = { cookie: gone, 'sec-fetch-site': 'same-origin' }
  await new Api(own).want(204, 'POST', '/auth/sign-out')
  const [head, claims] = token.split('.')
  outsiders = {
    nobody: {},
    'forged token': bearer(`${head}.${claims}.${'A'.repeat(43)}`),
    'ended session, token': bearer(ended.accessToken),
    'ended session, cookie': own,
  }
  everything = await dump(ada)
})

async function signIn(user: User): Promise<string> {
  const browser = new Client(inject('baseUrl'))
  await browser.signIn(user.email, user.password)
  return `${browser.sessionName}=${browser.cookies.get(browser.sessionName)}`
}

function call(api: Api, endpoint: Endpoint, its: Objects, headers = {}): Promise<Reply<unknown>> {
  const body = sampleBody(endpoint, its)
  return api.call(endpoint.method, samplePath(endpoint, its), body, headers)
}

function note(endpoint: Endpoint, actor: string, statuses: number[]): void {
  const row = table.get(nameOf(endpoint)) ?? {}
  row[actor] = [...new Set(statuses)].sort().join(' ') || '-'
  table.set(nameOf(endpoint), row)
}

describe('the routes on disk', () => {
  const folder = 'app/api'
  const onDisk = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)route\.(ts|tsx|js|mjs)$/.test(file))
    .map((file) => join('/api', file, '..'))

  it('are the endpoints of the list and a few others, no more and no less', () => {
    const listed = endpoints.map(({ path }) => `/api/v1${path.replace(/\{(\w+)\}/g, '[$1]')}`)
    expect(onDisk.sort()).toEqual([...new Set([...listed, ...apart])].sort())
  })

  it('ask for a session everywhere but where one is made', () => {
    const open = endpoints.filter(({ access }) => access === 'public')
    expect(open.map(nameOf)).toEqual(['POST /auth/register', 'POST /auth/token'])
  })
})

describe.each(guarded.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
  '%s',
  (_, endpoint) => {
    it('lets nobody in without a session that lives', async () => {
      for (const [actor, headers] of Object.entries(outsiders)) {
        const reply = await call(new Api(headers), endpoint, hers)
        note(endpoint, actor, [reply.status])
        expect(reply.status, actor).toBe(401)
      }
      expect(await dump(ada)).toEqual(everything)
    })

    it('shows a stranger nothing of hers and lets them change nothing', async () => {
      const cells = strangerCells(endpoint)
      const statuses: Record<string, number[]> = { path: [], query: [], body: [] }
      for (const { place, what, by, path, body, allowed } of cells) {
        const reply = await by.call(endpoint.method, path, body)
        statuses[place]?.push(reply.status)
        expect(allowed, `${what}: ${reply.status} ${reply.text}`).toContain(reply.status)
        for (const secret of secrets()) {
          if (!what.includes(secret)) expect(reply.text, what).not.toContain(secret)
        }
      }
      for (const [place, its] of Object.entries(statuses)) note(endpoint, `stranger: ${place}`, its)
      expect(await dump(ada)).toEqual(everything)
    })

    it('lets its owner in by token, and by cookie from our own pages only', async () => {
      const byCookie = new Api({ cookie })
      const elsewhere: Record<string, Record<string, string>> = {
        'cookie, other site': { origin: 'https://evil.example' },
        'cookie, same site only': { 'sec-fetch-site': 'same-site' },
        'cookie, no origin': {},
      }
      for (const [actor, headers] of Object.entries(elsewhere)) {
        const reply = await call(byCookie, endpoint, hers, headers)
        note(endpoint, actor, [reply.status])
        expect(reply.status, actor).toBe(endpoint.method === 'GET' ? 200 : 403)
      }
      expect(await dump(ada)).toEqual(everything)
      if (ends(endpoint)) return
      const owners: [string, Api, Record<string, string>][] = [
        ['owner, token', dora, {}],
        ['owner, cookie', new Api({ cookie: dorasCookie }), { 'sec-fetch-site': 'same-origin' }],
        ['owner, cookie', new Api({ cookie: dorasCookie }), { origin: inject('baseUrl') }],
      ]
      for (const [actor, api, headers] of owners) {
        const its = await makeObjects(dora)
        const reply = await call(api, endpoint, its, headers)
        note(endpoint, actor, [reply.status])
        expect(reply.status, `${actor} ${reply.text}`).toBeLessThan(300)
      }
    })
  },
)

/** What would end the very session that these tests use, or change what it is made with; `beforeAll` and auth tests do. */
function ends(endpoint: Endpoint): boolean {
  const ending = ['POST /auth/sign-out', 'DELETE /me/sessions/{id}']
  return [...ending, 'POST /me/password', 'POST /me/email'].includes(nameOf(endpoint))
}

type Cell = {
  place: 'path' | 'query' | 'body'
  what: string
  by: User
  path: string
  body: unknown
  allowed: number[]
}

/** Every place of a call in which an object of hers can be named, by somebody whose call is otherwise right. */
function strangerCells(endpoint: Endpoint): Cell[] {
  const right = sampleBody(endpoint, his)
  const cells: Cell[] = []
  const add = (
    place: Cell['place'],
    what: string,
    path: string,
    body: unknown,
    ...allowed: number[]
  ) => cells.push({ place, what, by: bob, path, body, allowed })
  if (kindOf(endpoint)) {
    for (const [kind, id] of [...Object.entries(hers), ['user', ada.id] as const]) {
      add('path', `her ${kind} ${id}`, samplePath(endpoint, his, id), right, 404)
    }
  }
  for (const field of fieldsOf(endpoint.query)) {
    const [path, query] = samplePath(endpoint, his).split('?')
    const at = (value: string) => {
      const given = new URLSearchParams(query)
      given.set(field, value)
      return `${path}?${given}`
    }
    if (field === 'walletId') {
      for (const id of [hers.wallet, ada.walletId, ada.id])
        add('query', `walletId ${id}`, at(id), right, 404)
    }
    if (field === 'category')
      add('query', `category ${hers.category}`, at(hers.category), right, 400)
  }
  for (const field of fieldsOf(endpoint.body)) {
    const { categoryId: _, category: __, ...others } = right ?? {}
    const body = (value: string) => ({
      ...(field === 'categoryId' ? others : right),
      [field]: value,
    })
    const path = samplePath(endpoint, his)
    // Another's wallet is not found; what else a body can only name wrongly is named in the answer.
    if (field === 'walletId') add('body', `walletId ${hers.wallet}`, path, body(hers.wallet), 404)
    if (field === 'defaultWalletId')
      add('body', `default ${hers.wallet}`, path, body(hers.wallet), 400)
    if (field === 'categoryId')
      add('body', `category ${hers.category}`, path, body(hers.category), 400)
    if (field === 'categories') {
      const named = [{ walletId: hers.wallet, categoryId: hers.category }]
      add(
        'body',
        `categories ${hers.category} of ${hers.wallet}`,
        path,
        { ...right, categories: named },
        400,
      )
    }
    if (field === 'mergedInto') add('body', `into ${hers.category}`, path, body(hers.category), 400)
    // Ids are unique in a wallet, so hers are free in another's; a wallet's own is taken for all.
    if (field !== 'id') continue
    const { noun = '' } = /^\/(?<noun>\w+)$/.exec(endpoint.path)?.groups ?? {}
    const kinds = idsIn[noun] ?? []
    expect(kinds, `which objects ${nameOf(endpoint)} makes`).not.toEqual([])
    for (const kind of kinds) {
      const made = { ...sampleBody(endpoint, theirs), id: hers[kind] }
      cells.push({
        ...{ place: 'body', what: `id ${hers[kind]}`, by: carol, path, body: made },
        allowed: noun === 'wallets' ? [409] : [201],
      })
    }
  }
  return cells
}

const idsIn: Record<string, (keyof Objects)[]> = {
  expenses: ['expense', 'deleted'],
  categories: ['category'],
  wallets: ['wallet'],
  budgets: ['budget'],
}

function fieldsOf(schema: z.ZodType | undefined): string[] {
  if (!schema) return []
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return Object.keys((json as { properties?: object }).properties ?? {})
}

function secrets(): string[] {
  return [ada.email, ada.id, ada.walletId, ...Object.values(hers)]
}

afterAll(() => {
  const actors = [...new Set([...table.values()].flatMap(Object.keys))]
  const line = (cells: string[]) =>
    cells
      .map((cell, index) => cell.padEnd(index ? 9 : 28))
      .join(' ')
      .trimEnd()
  const legend = actors.map((actor, index) => `${index + 1} ${actor}`).join(' · ')
  const rows = [...table].map(([name, row]) =>
    line([name, ...actors.map((actor) => row[actor] ?? '')]),
  )
  const title = `route × actor × object, ${inject('database')} database, statuses`
  console.info([title, legend, line(['', ...actors.map((_, i) => `${i + 1}`)]), ...rows].join('\n'))
})
