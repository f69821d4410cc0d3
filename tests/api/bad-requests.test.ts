import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { endpoints } from '@/lib/server/rest/all'
import type { Endpoint } from '@/lib/server/rest/endpoint'
import { Api, register, type User } from '@/tests/support/api'
import { checkReply } from '@/tests/support/api-check'
import { badValues, RawJson } from '@/tests/support/bad-values'
import { dump } from '@/tests/support/dump'
import { type RawRequest, raw } from '@/tests/support/raw-http'
import { makeObjects, nameOf, type Objects, sampleBody, samplePath } from '@/tests/support/samples'

const withBody = endpoints.filter(({ body }) => body)
const json = { 'content-type': 'application/json' }
const mebibyte = 1024 * 1024

let ada: User
let its: Objects

beforeAll(async () => {
  ada = await register()
  its = await makeObjects(ada)
})

/** Sends it as it is, and holds the answer against what every answer is held against. */
async function send(request: Omit<RawRequest, 'target'> & { path: string }): Promise<number> {
  const { path, method = 'GET' } = request
  const headers = { ...ada.headers, ...request.headers }
  const reply = await raw({ ...request, headers, target: `/api/v1${path}` })
  checkReply(method, path, reply)
  return reply.status
}

const nested = (open: string, close = '') => open.repeat(100_000) + close.repeat(100_000)
const malformed: [what: string, body: string | Buffer][] = [
  ['an empty body', ''],
  ['white space', ' \n'],
  ['half an object', '{"name":'],
  ['a trailing comma', '{"name":"x",}'],
  ['single quotes', "{'name':'x'}"],
  ['a comment', '{"name":"x"} // x'],
  ['two values', '{}{}'],
  ['NaN', '{"position":NaN,"amount":NaN}'],
  ['a bare control character', '{"name":"a\u0001b"}'],
  ['a list', '[]'],
  ['a list of objects', '[{}]'],
  ['null', 'null'],
  ['a number', '1e400'],
  ['a text', '"x"'],
  ['a form', 'name=x&amount=1'],
  ['100,000 open brackets', nested('[')],
  ['100,000 nested lists', nested('[', ']')],
  ['100,000 nested objects', `${nested('{"name":')}1${'}'.repeat(100_000)}`],
  ['100,000 nested lists in a field', `{"name":${nested('[', ']')},"note":${nested('[', ']')}}`],
  ['invalid UTF-8', Buffer.from('7b226e616d65223a22ff22fe7d', 'hex')],
  ['cut UTF-8', Buffer.from('7b226e616d65223a22e28222 7d'.replace(' ', ''), 'hex')],
  ['UTF-16', Buffer.from('\ufeff{"name":"x"}', 'utf16le')],
  ['NULs', Buffer.alloc(1000)],
]

describe('a body', () => {
  it.each(malformed)(
    'that is %s is 400 on every route that takes one, and changes nothing',
    async (_, body) => {
      const before = await dump(ada)
      for (const endpoint of withBody) {
        const path = samplePath(endpoint, its)
        const status = await send({
          method: endpoint.method,

          path,
          headers: json,
          body,
        })
        expect(status, nameOf(endpoint)).toBe(400)
      }
      expect(await dump(ada)).toEqual(before)
    },
  )

  it('of 2 MiB is 413, with its length or in chunks without one; of less than 1 MiB it is read', async () => {
    const big = Buffer.alloc(2 * mebibyte, 'a')
    const chunks = Array.from({ length: 32 }, () => big.subarray(0, mebibyte / 16))
    for (const endpoint of withBody) {
      const request = { method: endpoint.method, path: samplePath(endpoint, its) }
      expect(await send({ ...request, headers: json, body: big }), nameOf(endpoint)).toBe(413)
      expect(await send({ ...request, headers: json, body: chunks }), nameOf(endpoint)).toBe(413)
    }
    const target = { method: 'POST', path: '/expenses' }
    const spaces = JSON.stringify(sampleBody(endpointOf('POST /expenses'), its)).padEnd(mebibyte)
    expect(await send({ ...target, headers: json, body: spaces })).toBe(201)
    expect(await send({ ...target, headers: json, body: `${spaces} ` })).toBe(413)
  })

  it('on a route that takes none is not read', async () => {
    const body = nested('[')
    for (const method of ['GET', 'DELETE']) {
      const path = `/expenses/${its.deleted}`
      const status = await send({ method, path, headers: json, body })
      expect(status).toBe(method === 'GET' ? 404 : 204)
    }
  })
})

describe('an address', () => {
  const long = 'x'.repeat(8000)
  const addresses: [target: string, status: number][] = [
    ['/expenses/%', 400],
    ['/expenses/%zz', 400],
    ['/expenses/%E0%A4%A', 400],
    ['/expenses/%ff', 400],
    ['/expenses/%00', 400],
    ['/%00', 400],
    ['/expenses?q=%zz&q=%', 400],
    [`/expenses?q=${long}`, 400],
    [`/expenses/${long}`, 400],
    [`/expenses?q=${'x'.repeat(100_000)}`, 431],
    [`/${long}`, 404],
    ['/nothing', 404],
    ['/expenses/a/b/c', 404],
    ['/constructor', 404],
    ['/__proto__', 404],
  ]
  const titled = addresses.map((one) => ({
    path: one[0],
    status: one[1],
    shown: one[0].slice(0, 40),
  }))

  it.each(titled)('$shown is $status', async ({ path, status }) => {
    expect(await send({ path })).toBe(status)
  })

  it('that is written in strange ways never breaks the server, nor leads around the guard', async () => {
    const strange = [
      ...['/api/v1/expenses/../me', '/api/v1/./me', '/api/v1/%2e%2e/v1/me', '/api/v1/me/%2e'],
      ...['//evil.example/api/v1/me', '/api/v1//me', '/api/v1/me/', '/API/V1/ME', '/api/v1/me;x=1'],
      ...['/api/v1/me%20', '/api/v1/me%09', '/api/v1/me\\', '/api/v1/me%5c', '/api/v1/me%2f'],
      ...['http://evil.example/api/v1/me', '/api/v1/expenses?', '/api/v1/me?&&&', '/api/v1/me?='],
      ...['/api/v1/expenses?limit=1#x', '/api/v1/me?_rsc=1', '/api/v1/me?nxtPid=1', '*', '?x'],
    ]
    for (const target of strange) {
      const reply = await raw({
        target,
        headers: { 'x-forwarded-for': ada.headers['x-forwarded-for'] ?? '' },
      })
      expect(reply.status, target).toBeLessThan(500)
      expect(reply.text, target).not.toContain(ada.email)
    }
  })
})

describe('a method', () => {
  const paths = [...new Set(endpoints.map(({ path }) => path))]
  it.each(paths)('that %s does not have is 405 and says which it has', async (path) => {
    const here = endpoints.filter((one) => one.path === path)
    const methods = here.map(({ method }) => method)
    const target = samplePath(here[0] as Endpoint, its).split('?')[0] ?? ''
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      if (methods.includes(method)) continue
      const reply = await ada.call(method, target)
      expect(reply.status, method).toBe(405)
      expect(reply.headers.get('allow')?.split(', ').sort()).toEqual([...methods].sort())
    }
  })

  it('that nobody knows is no 5xx', async () => {
    for (const method of ['TRACE', 'OPTIONS', 'HEAD', 'PROPFIND', 'LINK', 'PURGE']) {
      const { status } = await raw({ method, target: '/api/v1/me', headers: ada.headers })
      expect(status, method).toBeLessThan(500)
    }
  })
})

describe('random JSON', () => {
  const nasty = Object.values(badValues)
    .flat()
    .filter((one) => !(one instanceof RawJson) && JSON.stringify(one).length < 1000)
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.uuid(), fc.constant('EUR'))
  const value = fc.oneof(
    { weight: 3, arbitrary: text },
    { weight: 2, arbitrary: fc.constantFrom(...nasty) },
    { weight: 2, arbitrary: fc.oneof(fc.double(), fc.integer(), fc.boolean(), fc.constant(null)) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  )
  const anything = fc.constantFrom(...withBody).chain((endpoint) => {
    const { properties = {} } = z.toJSONSchema(endpoint.body as z.ZodType, {
      io: 'input',
      unrepresentable: 'any',
    })
    const own = Object.fromEntries(Object.keys(properties).map((name) => [name, value]))
    const fields = fc.record(own, { requiredKeys: [] })
    const strange = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 2 })
    return fc.record({
      endpoint: fc.constant(endpoint),
      fields,
      more: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: strange }),
      // Near misses: a right body of which some fields are replaced.
      right: fc.boolean(),
    })
  })

  it('never breaks a route that takes a body, and changes nothing where it is refused', async () => {
    const nobody = new Api()
    const counters = new Map<string, number>()
    const moved = async () => {
      const states = await Promise.all([
        ada.all('/wallets').then(({ length }) => ['wallets', length] as const),
        ...[its.wallet, ada.walletId].map(async (id) => {
          const path = `/changes?walletId=${id}&since=${counters.get(id) ?? 0}`
          return [id, (await ada.get<{ since: number }>(path)).since] as const
        }),
      ])
      const news = states.some(([name, state]) => state !== counters.get(name))
      for (const [name, state] of states) counters.set(name, state)
      return news
    }
    await moved()
    const holds = fc.asyncProperty(anything, async ({ endpoint, fields, more, right }) => {
      const isPublic = endpoint.access === 'public'
      const base = right && !isPublic ? sampleBody(endpoint, its) : {}
      const body = JSON.stringify({ ...base, ...fields, ...more })
      const api = isPublic ? nobody : ada
      const reply = await api.call(endpoint.method, samplePath(endpoint, its), body)
      const wrote = await moved()
      if (reply.status >= 400) expect(wrote, `${nameOf(endpoint)} ${body}`).toBe(false)
    })
    await fc.assert(holds, { numRuns: 300 })
  }, 120_000)
})

function endpointOf(name: string): Endpoint {
  return endpoints.find((one) => nameOf(one) === name) as Endpoint
}
