import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import type { Env } from '@/lib/server/env'
import { type App, listen } from '@/tests/support/listening'

let told: MockInstance

beforeEach(() => {
  told = vi.spyOn(console, 'info').mockImplementation(() => {})
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true)
  return () => vi.restoreAllMocks()
})

const echo: App = ({ headers }, response) => response.end(JSON.stringify(headers))

describe('a form, where a proxy has put another name in the place of Host', () => {
  const origin = 'https://money.example.org'
  const posted = async (headers: Record<string, string>, env: Partial<Env> = {}) => {
    const { port } = await listen(echo, { env })
    const sent = request({ port, method: 'POST', path: '/signin', headers })
    const answered = once(sent, 'response') as Promise<[IncomingMessage]>
    sent.end()
    const [answer] = await answered
    let text = ''
    for await (const chunk of answer) text += chunk
    return { status: answer.statusCode, type: answer.headers['content-type'], text }
  }
  const form = { host: 'app:3000', origin, 'content-type': 'application/x-www-form-urlencoded' }

  it.each<[string, Record<string, string>]>([
    ['says nothing else', {}],
    ['says that the form is from the same site', { 'sec-fetch-site': 'same-origin' }],
    ['forwards a host that is not believed', { 'x-forwarded-host': 'money.example.org' }],
  ])('and %s, a page and the log name APP_URL and what to set', async (_, more) => {
    const { status, type, text } = await posted({ ...form, accept: 'text/html', ...more })
    expect([status, type]).toEqual([403, 'text/html; charset=utf-8'])
    expect(text).toContain('app:3000')
    expect(text).toContain(`set APP_URL=${origin}`)
    expect(told).toHaveBeenCalledWith(expect.stringContaining(`APP_URL=${origin}`))
  })

  it('tells the app’s own code as a sentence, and scripts as a problem', async () => {
    const action = await posted({ ...form, 'next-action': 'x' })
    expect(action).toMatchObject({ status: 403, type: 'text/plain' })
    expect(action.text).toContain(`set APP_URL=${origin}`)
    const script = await posted({ host: 'app:3000', origin })
    expect(JSON.parse(script.text)).toMatchObject({
      code: 'cross_origin',
      detail: expect.stringContaining(`set APP_URL=${origin}`),
    })
  })

  it('says what APP_URL is where it is another one, and writes nothing of a stranger as code', async () => {
    const { text } = await posted(form, { appUrl: 'https://old.example.org' })
    expect(text).toContain('APP_URL is https://old.example.org')
    const odd = await posted({ ...form, host: 'a"b', origin: 'https://<b>.example' })
    expect(odd.text).not.toMatch(/<b>|a"b/)
  })

  it('blames no proxy for what comes from another site', async () => {
    for (const site of ['cross-site', 'same-site', 'none']) {
      const { status, text } = await posted({ ...form, 'sec-fetch-site': site })
      expect([status, text.includes('APP_URL')]).toEqual([403, false])
    }
    expect(told).not.toHaveBeenCalled()
  })

  it.each<[string, Record<string, string>, Partial<Env>]>([
    ['APP_URL names the origin', {}, { appUrl: origin }],
    [
      'a proxy that is believed forwards it',
      { 'x-forwarded-host': 'money.example.org' },
      { trustProxy: 1 },
    ],
    [
      'several of them do',
      { 'x-forwarded-host': 'money.example.org, inner:80' },
      { trustProxy: 2 },
    ],
    [
      'the browser hides it, and says that the form is from the same site',
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
      {},
    ],
  ])('takes the form where %s, under the one name that Next knows', async (_, more, env) => {
    const { status, text } = await posted({ ...form, ...more }, env)
    expect(status).toBe(200)
    expect(JSON.parse(text)).toMatchObject({ host: 'app:3000', origin: 'http://app:3000' })
  })
})
