import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { Api, apiUrl, type Expense, type List } from '@/tests/support/api'

type Json = Record<string, unknown>
type Operation = {
  parameters: { name: string; in: string; schema: { examples?: unknown[] } }[]
  requestBody?: {
    content: Record<string, { schema: { properties: Record<string, Json> }; example?: Json }>
  }
}

/** The account that the examples are about. */
const account = { email: 'you@example.org', password: 'a long sentence' }
let document: { paths: Record<string, Record<string, Operation>> }

beforeAll(async () => {
  document = await new Api().get('/openapi.json')
  await new Api().call('POST', '/auth/register', account)
})

function operation(name: string): Operation {
  const [method = '', path = ''] = name.split(' ')
  return document.paths[path]?.[method.toLowerCase()] as Operation
}

/** The body that the reference shows for an operation. */
function example(name: string): Json {
  return operation(name).requestBody?.content['application/json']?.example as Json
}

/** Runs lines of a shell as they stand in a document, against the server under test; what the last one printed. */
async function run(script: string): Promise<string> {
  const here = script.replace(/http:\/\/localhost:3000/g, new URL(apiUrl()).origin)
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', here])
  return stdout
}

describe('the examples of the API reference', () => {
  it('stand beside every body', () => {
    const bare = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { requestBody }]) =>
        requestBody && !example(`${method} ${path}`) ? [`${method} ${path}`] : [],
      ),
    )
    expect(bare).toEqual([])
  })

  it('are all taken as they stand', async () => {
    const { accessToken } = await new Api().want<{ accessToken: string }>(
      200,
      'POST',
      '/auth/token',
      account,
    )
    const api = new Api({ authorization: `Bearer ${accessToken}` })
    const ids: Record<string, string> = {}
    const done = new Set<string>()
    const names = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    // What makes an object comes before what changes it, and the account's own words last: the others need them.
    const last = ['POST /auth/token', 'POST /me/email', 'POST /me/password']
    const order = (name: string) => last.indexOf(name) + 1 || (name.startsWith('POST') ? -1 : 0)
    for (const name of names.sort((a, b) => order(a) - order(b))) {
      const body = example(name)
      if (!body) continue
      const [method = '', path = ''] = name.split(' ')
      const noun = path.split('/')[1] ?? ''
      const isOwn = name === 'POST /auth/register'
      const sent = isOwn ? { ...body, email: `not-${body.email}` } : body
      const reply = await api.call<{ id?: string }>(
        method,
        path.replace('{id}', ids[noun] ?? '').replace('{from}', '2026-01-01'),
        sent,
      )
      expect(reply.status, `${name} ${reply.text}`).toBeGreaterThanOrEqual(200)
      expect(reply.status, `${name} ${reply.text}`).toBeLessThan(300)
      if (method === 'POST' && reply.body?.id) ids[noun] = reply.body.id
      done.add(name)
    }
    expect(done.size).toBeGreaterThan(10)
    await api.want(204, 'POST', '/me/password', {
      currentPassword: 'a longer sentence',
      newPassword: account.password,
    })
    await api.want(204, 'POST', '/me/email', {
      currentPassword: account.password,
      email: account.email,
    })
  })

  it('of single fields are taken within them', async () => {
    const { accessToken } = await new Api().want<{ accessToken: string }>(
      200,
      'POST',
      '/auth/token',
      account,
    )
    const api = new Api({ authorization: `Bearer ${accessToken}` })
    for (const name of ['POST /expenses', 'POST /wallets', 'PATCH /me']) {
      const [method = '', path = ''] = name.split(' ')
      const { properties } = operation(name).requestBody?.content['application/json']?.schema ?? {}
      for (const [field, { examples = [] }] of Object.entries(properties ?? {})) {
        for (const value of examples as unknown[]) {
          const reply = await api.call(method, path, { ...example(name), [field]: value })
          expect(reply.status, `${name} ${field} ${reply.text}`).toBeLessThan(300)
        }
      }
    }
    const { parameters } = operation('GET /expenses')
    for (const { name, schema } of parameters) {
      for (const value of schema.examples ?? []) await api.get(`/expenses?${name}=${value}`)
    }
  })

  it('on the page run one after the other', async () => {
    const page = await (await fetch(`${new URL(apiUrl()).origin}/docs`)).text()
    const blocks = [...page.matchAll(/<code[^>]*>([^<]*curl[^<]*)<\/code>/g)].map(([, text = '']) =>
      decode(text),
    )
    expect(blocks).toHaveLength(2)
    const made = JSON.parse(await run(blocks.join('\n'))) as Expense
    expect(made).toMatchObject({ amount: '12.50', category: 'Groceries' })
  })

  it('in the readme run one after the other', async () => {
    const readme = await readFile('README.md', 'utf8')
    const [, script = ''] = /```sh\n(api=[^`]*)```/.exec(readme) ?? []
    const answers = (await run(script.replace(/curl -s/g, "curl -s -w '\\n'"))).trim().split('\n')
    const [made, list, month] = answers.slice(0, 3).map((line) => JSON.parse(line))
    expect(made as Expense).toMatchObject({ amount: '2.55', note: 'milk' })
    expect((list as List<Expense>).items).toEqual([made])
    expect(month).toMatchObject({ total: '2.55', count: 1 })
    expect(JSON.parse(answers[3] ?? '')).toMatchObject({ name: 'Everything', currency: 'EUR' })
    const [head, row] = answers.slice(4)
    expect(head).toMatch(/^id,date,amount,/)
    expect(row).toMatch(/,2026-11-23,2\.55,EUR,Groceries,milk,/)
  })
})

function decode(html: string): string {
  const named: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>', '#x27': "'" }
  return html.replace(/&([a-z]+|#x27);/g, (_, name: string) => named[name] ?? '')
}
