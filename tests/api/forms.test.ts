import { beforeAll, describe, expect, inject, it } from 'vitest'
import { raw } from '@/tests/support/raw-http'
import { Client, password } from './auth-client'

/** What makes a form of a page an action's. */
let action: { id: string; fields: [string, string][] }

beforeAll(async () => {
  const { text } = await new Client(inject('baseUrl')).send('GET', '/signin')
  const unquoted = (value = '') => value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  const inputs = text.matchAll(/name="(\$ACTION_[^"]*)"(?: value="([^"]*)")?/g)
  const fields = [...inputs].map(([, name = '', value]): [string, string] => [
    name,
    unquoted(value),
  ])
  const { id } = JSON.parse(fields.find(([name]) => name.endsWith(':0'))?.[1] ?? '{}')
  action = { id, fields }
})

const part = ([name, value]: [string, string]) =>
  `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const multipart = (...fields: [string, string][]) => `${fields.map(part).join('')}--B--\r\n`

/** Posts to a page as a browser of the site would. */
function post(target: string, body: string | string[], headers: Record<string, string> = {}) {
  const own = { 'sec-fetch-site': 'same-origin', 'content-type': 'multipart/form-data; boundary=B' }
  return raw({ method: 'POST', target, headers: { ...own, ...headers }, body })
}

const called = (id: string) => ({ 'next-action': id, accept: 'text/x-component' })
const text = { 'content-type': 'text/plain;charset=UTF-8' }
const strange = `40${'a'.repeat(40)}`
const ref: [string, string] = ['$ACTION_REF_1', '']
const meta = (value: unknown): [string, string] => ['$ACTION_1:0', JSON.stringify(value)]
const bound = (value: string): [string, string] => ['$ACTION_1:1', value]

describe('an action', () => {
  const bodies: [what: string, body: () => string][] = [
    ['no arguments', () => '[]'],
    ['nothing as arguments', () => '[null,null]'],
    ['a number', () => '5'],
    ['no JSON', () => 'nonsense'],
    ['an empty body', () => ''],
    ['objects', () => '[{},{}]'],
    ['references to nothing', () => '["$F1","$K2"]'],
    ['20,000 lists', () => '['.repeat(20_000) + ']'.repeat(20_000)],
    ['a text', () => '"x"'],
    ['a prototype', () => '[{"__proto__":{"a":1}},"$K1"]'],
  ]
  it.each(bodies)('that is called with %s answers 4xx', async (_, body) => {
    for (const target of ['/signin', '/add/plain', '/settings']) {
      for (const headers of [
        text,
        { 'content-type': 'application/json' },
        { 'content-type': 'x' },
      ]) {
        const { status } = await post(target, body(), { ...called(action.id), ...headers })
        expect(status, target).toBe(400)
      }
      const { status } = await post(target, multipart(['0', body()]), called(action.id))
      expect(status, target).toBe(400)
    }
  })

  const states = ['["$F1","$K1"]', '[{"a":"$@2"},"$K1"]', '[{"a":"$B1"},"$K1"]', '[["$Q3"],"$K1"]']
  it.each(states)('whose state is %s answers 400', async (args) => {
    const { status } = await post('/signin', multipart(['0', args]), called(action.id))
    expect(status).toBe(400)
  })

  it('that nobody knows answers 4xx', async () => {
    const form = multipart(['0', '[{},"$K1"]'], ['1_email', 'x'])
    for (const id of [strange, 'x', '../../x', 'constructor', `${action.id}0`]) {
      const { status } = await post('/signin', form, called(id))
      expect([400, 404, 409], id).toContain(status)
    }
    const posted = multipart(ref, meta({ id: strange, bound: '$@1' }), bound('[{}]'))
    expect([400, 404, 409]).toContain((await post('/signin', posted)).status)
  })
})

describe('a form', () => {
  const forms: [what: string, body: () => string, type?: string][] = [
    ['without a boundary', () => multipart(...action.fields), 'multipart/form-data'],
    ['with another boundary', () => multipart(...action.fields), 'multipart/form-data; boundary=C'],
    ['with an empty boundary', () => multipart(...action.fields), 'multipart/form-data; boundary='],
    ['that is cut off', () => multipart(...action.fields).slice(0, -30)],
    ['that is empty', () => ''],
    ['with a part of nonsense', () => '--B\r\nnonsense\r\n\r\nabc\r\n--B--\r\n'],
    [
      'with a part without a name',
      () => '--B\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--B--\r\n',
    ],
    ['of no action', () => multipart(['a', 'b'])],
    ['of no action that is known', () => multipart([`$ACTION_ID_${strange}`, ''])],
    ['of an action without its state', () => multipart([`$ACTION_ID_${action.id}`, ''])],
    ['of a reference to nothing', () => multipart(ref)],
    ['of a reference to nonsense', () => multipart(ref, ['$ACTION_1:0', 'nonsense'])],
    ['bound to nothing', () => multipart(ref, meta({ id: action.id, bound: null }))],
    ['bound to nonsense', () => multipart(ref, meta({ id: action.id, bound: '$@1' }), bound('x'))],
    [
      'bound to too much',
      () => multipart(ref, meta({ id: action.id, bound: '$@1' }), bound('[1,2,3]')),
    ],
    ['bound to itself', () => multipart(ref, meta({ id: action.id, bound: '$@0' }), bound('[{}]'))],
    ['of two actions', () => multipart(...action.fields, ['$ACTION_REF_2', ''])],
    ['of one action twice', () => multipart(...action.fields, ...action.fields)],
  ]
  it.each(forms)('%s answers 400', async (_, body, type) => {
    for (const target of ['/signin', '/', '/nowhere']) {
      const { status, text: said } = await post(
        target,
        body(),
        type ? { 'content-type': type } : {},
      )
      expect(status, target).toBe(400)
      expect(said).not.toContain('Internal Server Error')
    }
  })

  it('is none of the API, at addresses that it has and that it has not', async () => {
    for (const target of ['/api/nowhere', '/api/sync/x', '/api/v1/expenses', '/api/auth/signin']) {
      expect((await post(target, multipart(...action.fields))).status, target).toBe(415)
      expect((await post(target, 'x')).status, target).toBe(415)
      expect((await post(target, '[]', { ...called(action.id), ...text })).status, target).toBe(415)
    }
  })

  it('with more fields than anybody has is no 5xx', async () => {
    const many = Array.from({ length: 1500 }, (_, index): [string, string] => [`f${index}`, 'x'])
    expect((await post('/signin', multipart(...action.fields, ...many))).status).toBeLessThan(500)
  })

  it('of more than 1 MiB in chunks is 413', async () => {
    const chunks = Array.from({ length: 32 }, () => 'x'.repeat(64 * 1024))
    for (const target of ['/signin', '/', '/nowhere']) {
      expect((await post(target, chunks)).status).toBe(413)
      expect((await post(target, chunks, { ...called(action.id), ...text })).status).toBe(413)
    }
  })

  it('of ours is read, in chunks too, with every letter and what was typed before', async () => {
    const typed: [string, string][] = [
      ['email', '$100 "Zoë" 雪\r\n'],
      ['password', ''],
    ]
    const whole = multipart(...action.fields, ...typed)
    for (const body of [whole, [whole.slice(0, 200), whole.slice(200)]]) {
      const { status, text: page } = await post('/signin', body)
      expect(status).toBe(200)
      expect(page).toContain('Zoë')
      expect(page).toContain('Is missing.')
    }
  })
})

describe('signing in', () => {
  it.each(['/.//evil.example', '/%2f/evil.example', '/\t/evil.example', '/@evil.example'])(
    'leads from %j home',
    async (next) => {
      const person = new Client(inject('baseUrl'))
      const { email } = await person.register()
      const asked = `/signin?next=${encodeURIComponent(next)}`
      const { status, headers } = await person.submit(
        '/signin',
        { email, password, next },
        { 'sec-fetch-site': 'same-origin' },
      )
      expect([status, headers.get('location')]).toEqual([303, '/'])
      const again = await person.send('GET', asked)
      expect([again.status, again.headers.get('location')]).toEqual([307, '/'])
    },
  )
})
