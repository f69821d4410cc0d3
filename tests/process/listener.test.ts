import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { firstScript } from '@/lib/core/first-script'
import type { Env } from '@/lib/server/env'
import { processState } from '@/lib/server/process-state'
import { shutDown } from '@/scripts/serve/shut-down'
import { type App, listen } from '@/tests/support/listening'

const echo: App = (request, response) => response.end(JSON.stringify(request.headers))

beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true)
})
afterEach(() => {
  vi.restoreAllMocks()
  processState().draining = false
})

/** Sends bytes as they are and returns the first line of the answer. */
async function raw(port: number, bytes: string | Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.end(bytes)
  let text = ''
  for await (const chunk of socket) text += chunk
  return text.split('\r\n')[0] ?? ''
}

describe('who asks', () => {
  const seen = async (env: Partial<Env>, headers: Record<string, string>) => {
    const { url } = await listen(echo, { env })
    return (await (await fetch(url, { headers })).json()) as Record<string, string>
  }

  it.each([
    [0, '9.9.9.9', '127.0.0.1'],
    [1, '9.9.9.9, 8.8.8.8', '8.8.8.8'],
    [2, '9.9.9.9, 8.8.8.8', '9.9.9.9'],
    [2, '7.7.7.7, 9.9.9.9, 8.8.8.8', '9.9.9.9'],
    [3, '9.9.9.9, 8.8.8.8', '9.9.9.9'],
    [1, '8.8.8.8:4711', '8.8.8.8'],
    [1, '[2001:DB8::1]:443', '2001:db8::1'],
    [1, '::ffff:8.8.8.8', '8.8.8.8'],
    [1, 'unknown', '127.0.0.1'],
    [1, '', '127.0.0.1'],
  ])('with TRUST_PROXY=%i and “%s” it is %s', async (trustProxy, forwarded, address) => {
    const headers = { 'x-forwarded-for': forwarded, 'x-client-address': '6.6.6.6' }
    expect((await seen({ trustProxy }, headers))['x-client-address']).toBe(address)
  })

  it('hears of no proxy when none is believed', async () => {
    const forged = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
    const headers = await seen({}, { ...forged, forwarded: 'for=6.6.6.6' })
    for (const name of ['forwarded', ...Object.keys(forged)])
      expect(headers).not.toHaveProperty(name)
    expect(await seen({ trustProxy: 1 }, forged)).toMatchObject(forged)
  })

  it('gets a policy and an id of ours, whatever was sent', async () => {
    const headers = { 'content-security-policy': "script-src 'nonce-mine'", 'x-request-id': 'mine' }
    const { url } = await listen(echo)
    const response = await fetch(url, { headers })
    const received = (await response.json()) as Record<string, string>
    for (const name of ['content-security-policy', 'x-request-id']) {
      expect(received[name]).toBe(response.headers.get(name))
    }
    expect(JSON.stringify(received)).not.toContain('mine')
  })
})

describe('every answer', () => {
  it('is kept by nobody, unless it is the same for everybody', async () => {
    const { url } = await listen((_, response) => {
      response.writeHead(200, { 'cache-control': 's-maxage=31536000' }).end()
    })
    const cache = async (path: string) => (await fetch(url + path)).headers.get('cache-control')
    expect(await cache('/')).toBe('no-store')
    expect(await cache('/api/v1/expenses')).toBe('no-store')
    expect(await cache('/_next/static/x.js')).toBe('s-maxage=31536000')
  })

  it('is looked up anew where it is the service worker, which takes itself away in development', async () => {
    const worker: App = (_, response) => response.end('built')
    const built = await fetch(`${(await listen(worker)).url}/sw.js`)
    expect(built.headers.get('cache-control')).toBe('no-cache')
    expect(await built.text()).toBe('built')
    const { url } = await listen(worker, { dev: true })
    const none = await fetch(`${url}/sw.js`)
    expect(none.headers.get('content-type')).toBe('text/javascript')
    expect(await none.text()).toContain('registration.unregister()')
  })

  it('names the inline scripts of a page of the build by their hashes, which know no nonce', async () => {
    const root = mkdtempSync(join(tmpdir(), 'ttm-pages-'))
    onTestFinished(() => rmSync(root, { recursive: true }))
    mkdirSync(join(root, '.next/server/app'), { recursive: true })
    const routes = { '/': {}, '/_not-found': {}, '/icon.svg': {} }
    writeFileSync(join(root, '.next/prerender-manifest.json'), JSON.stringify({ routes }))
    const html =
      '<script src="/a.js" async=""></script><script>one()</script><script id="x">two()</script>'
    writeFileSync(join(root, '.next/server/app/index.html'), html)
    writeFileSync(join(root, '.next/server/app/_not-found.html'), '<script>lost()</script>')
    const built: App = (request, response) => {
      if (request.url !== '/dynamic') response.setHeader('x-nextjs-prerender', '1')
      response.writeHead(request.url === '/nowhere' ? 404 : 200).end()
    }
    const { url } = await listen(built, { root })
    const scripts = async (path: string) => {
      const policy = (await fetch(url + path)).headers.get('content-security-policy')
      return /script-src 'self' ([^;]*)/.exec(policy ?? '')?.[1]
    }
    const hash = (script: string) =>
      `'sha256-${createHash('sha256').update(script).digest('base64')}'`
    expect(await scripts('/')).toBe(`${hash('one()')} ${hash('two()')}`)
    expect(await scripts('/nowhere')).toBe(hash('lost()'))
    const [nonce = '', ...others] = (await scripts('/dynamic'))?.split(' ') ?? []
    expect(nonce).toMatch(/^'nonce-[^']+'$/)
    expect(others).toEqual(["'strict-dynamic'", hash(firstScript)])
  })

  it('asks for https where people use it', async () => {
    const sts = async (appUrl: string) => {
      const { url } = await listen(echo, { env: { appUrl } })
      return (await fetch(url)).headers.get('strict-transport-security')
    }
    expect(await sts('https://a.example')).toBe('max-age=31536000')
    expect(await sts('http://a.example')).toBeNull()
  })

  it('is one line in the log, without the query', async () => {
    const { url } = await listen(echo)
    const id = (await fetch(`${url}/join?t=secret`)).headers.get('x-request-id')
    // Lines of the tests before may still come.
    const lines = () =>
      vi
        .mocked(process.stdout.write)
        .mock.calls.map(([line]) => JSON.parse(String(line)))
        .filter((line) => line.id === id)
    await expect.poll(lines).toHaveLength(1)
    const line = { id, method: 'GET', path: '/join', status: 200, ms: expect.any(Number) }
    expect(lines()).toEqual([{ ...line, at: expect.any(String) }])
  })
})

describe('what is no good request', () => {
  it.each([
    'GET / HTTP/1.1\r\n\r\n',
    'GET /%E0%A4%A HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET nowhere HTTP/1.1\r\nHost: a\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a b\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: <script>\r\n\r\n',
    'GET / HTTP/9.9\r\nHost: a\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a\r\nX: \u0000\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    'nonsense\r\n\r\n',
    '\u0016\u0003\u0001\u0002\u0000',
  ])('%j is answered 400', async (bytes) => {
    const { port } = await listen(echo)
    expect(await raw(port, Buffer.from(bytes, 'latin1'))).toBe('HTTP/1.1 400 Bad Request')
  })

  it('includes headers that are too large', async () => {
    const { port } = await listen(echo)
    const line = await raw(port, `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`)
    expect(line).toBe('HTTP/1.1 431 Request Header Fields Too Large')
  })

  it('includes a form that is too large', async () => {
    const { url } = await listen(echo)
    const body = new Uint8Array(1024 * 1024 + 1)
    const refused = await fetch(`${url}/signin`, { method: 'POST', body })
    expect(refused.status).toBe(413)
    expect(await refused.json()).toMatchObject({ code: 'too_large' })
  })

  it('includes a method that nobody knows', async () => {
    const { port } = await listen(echo)
    const reply = await raw(
      port,
      'TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    )
    expect(reply).toMatch(/^HTTP\/1\.1 405 /)
  })

  it('includes a form from another site, but not one from our own', async () => {
    const { url } = await listen(echo)
    const post = (origin: string) => fetch(`${url}/signin`, { method: 'POST', headers: { origin } })
    vi.spyOn(console, 'info').mockImplementation(() => {})
    const refused = await post('https://evil.example')
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ code: 'cross_origin' })
    expect((await post('null')).status).toBe(403)
    expect((await post(url)).status).toBe(200)
  })

  it('does not include a whole URL, which is read as its path', async () => {
    const { port } = await listen((request, response) => {
      response.statusMessage = request.url ?? ''
      response.end()
    })
    const bytes = 'GET http://a/b?c HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
    expect(await raw(port, bytes)).toBe('HTTP/1.1 200 /b?c')
  })
})

describe('stopping', () => {
  const stream: App = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: hello\n\n')
  }

  it('does not wait for streams, and ends them whole', async () => {
    const { server, connections, url } = await listen(stream)
    const response = await fetch(url)
    await expect.poll(() => connections.streams.length).toBe(1)
    expect(connections.count).toBe(0)
    const started = Date.now()
    await shutDown(server, connections)
    expect(Date.now() - started).toBeLessThan(2000)
    expect(await response.text()).toBe('data: hello\n\n')
  })

  it('finishes what is open, and says meanwhile that it stops', async () => {
    let answer = () => {}
    const { server, connections, url } = await listen((request, response) => {
      if (request.url === '/slow') answer = () => void response.end('done')
      else response.end(String(processState().draining))
    })
    const slow = fetch(`${url}/slow`)
    await expect.poll(() => connections.count).toBe(1)
    const stopped = shutDown(server, connections)
    const other = await fetch(url)
    expect(await other.text()).toBe('true')
    expect(other.headers.get('connection')).toBe('close')
    answer()
    expect(await (await slow).text()).toBe('done')
    await stopped
    await expect(fetch(url)).rejects.toThrow()
  })
})
