import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { firstScript } from '@/lib/core/first-script'
import { type RunningServer, startServer } from '@/tests/support/server'

let server: RunningServer

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const nonceOf = (response: Response) =>
  /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1]

describe('the served app', () => {
  it.each(['/signin', '/api/health/live', '/api/v1/nowhere', '/nowhere'])(
    'carries every header on %s',
    async (path) => {
      const { headers } = await fetch(server.url + path)
      const policy = headers.get('content-security-policy') ?? ''
      for (const part of ["default-src 'self'", "frame-ancestors 'none'", "object-src 'none'"]) {
        expect(policy).toContain(part)
      }
      expect(policy).not.toMatch(/script-src[^;]*unsafe/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('permissions-policy')).toContain('geolocation=()')
      expect(headers.get('cache-control')).toContain('no-store')
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
      expect(headers.has('x-powered-by')).toBe(false)
    },
  )

  it('gives each page a nonce of its own, and each of its scripts that nonce', async () => {
    const pages = await Promise.all([fetch(`${server.url}/signin`), fetch(`${server.url}/signin`)])
    const nonces = pages.map(nonceOf)
    expect(new Set(nonces).size).toBe(2)
    for (const [index, page] of pages.entries()) {
      // The one that every page begins with goes by its hash.
      const html = (await page.text()).replace(`<script>${firstScript}</script>`, '')
      const scripts = html.match(/<script[^>]*>/g) ?? []
      expect(scripts.length).toBeGreaterThan(0)
      for (const script of scripts) expect(script).toContain(`nonce="${nonces[index]}"`)
    }
  })

  it('lets static files be kept', async () => {
    const html = await (await fetch(`${server.url}/signin`)).text()
    const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(html)?.[1]
    const { headers, status } = await fetch(server.url + script)
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  })

  it('has none of the pages that only developers see', async () => {
    expect((await fetch(`${server.url}/design`)).status).toBe(404)
  })

  it('says that it lives and is ready, to HEAD as well', async () => {
    for (const path of ['/api/health/live', '/api/health/ready']) {
      const response = await fetch(server.url + path)
      expect(response.status).toBe(200)
      expect(await response.json()).toEqual({ status: 'ok' })
      expect((await fetch(server.url + path, { method: 'HEAD' })).status).toBe(200)
    }
  })

  it('never answers a strange request with a 5xx', async () => {
    const paths = [
      '//',
      '//evil.example/',
      '/..%2f..%2fetc/passwd',
      '/%2e%2e/',
      '/?%',
      '/%C3',
      '/%00',
    ]
    const more = ['/_next/static/../../package.json', '/_next/image?url=x', '/_next/data/x.json']
    const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND']
    for (const path of [...paths, ...more, '/signin', '/api/health/live']) {
      for (const method of methods) {
        const { status, headers } = await send(method, path)
        expect(status, `${method} ${path}`).toBeLessThan(500)
        expect(headers.location ?? '').not.toMatch(/^\/\/|evil\.example$/)
      }
    }
  })

  it('lives on after a request to speak another protocol', async () => {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    socket.write('GET /api/health/live HTTP/1.1\r\nHost: a\r\n')
    socket.end('Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    socket.resume()
    await once(socket, 'close')
    expect((await fetch(`${server.url}/api/health/live`)).status).toBe(200)
  })
})

/** Sends a path as it is; fetch would tidy it up first. */
async function send(method: string, path: string) {
  const { port } = new URL(server.url)
  const sent = request({ host: '127.0.0.1', port, method, path }).end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  response.resume()
  await once(response, 'end')
  return { status: response.statusCode ?? 0, headers: response.headers }
}

describe('a server that is told to stop', () => {
  it('finishes what is open, says that it stops, and ends with 0 in time', async () => {
    const stopping = await startServer()
    onTestFinished(() => void stopping.stop())
    const body = JSON.stringify({ email: 'nobody@example.org', password: 'wrong' })
    const open = request(`${stopping.url}/api/v1/auth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': body.length },
    })
    open.write(body.slice(0, 10))
    await expect.poll(() => fetch(`${stopping.url}/api/health/ready`)).toHaveProperty('ok', true)

    const started = Date.now()
    const ended = stopping.stop()
    // A second signal changes nothing.
    process.kill(stopping.pid, 'SIGTERM')
    await expect
      .poll(() => fetch(`${stopping.url}/api/health/ready`).then(({ status }) => status))
      .toBe(503)
    process.kill(stopping.pid, 'SIGINT')
    open.end(body.slice(10))
    const [response] = (await once(open, 'response')) as [IncomingMessage]
    expect(response.statusCode).toBe(401)
    response.resume()
    expect(await ended).toBe(0)
    expect(Date.now() - started).toBeLessThan(10_000)
  })

  it('ends with 0 in time, whatever stays open', async () => {
    const stopping = await startServer()
    onTestFinished(() => void stopping.stop())
    const port = Number(new URL(stopping.url).port)
    const host = 'Host: a\r\n'
    const upgrade = `GET /signin HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`
    const body = `POST /api/v1/auth/token HTTP/1.1\r\n${host}Content-Length: 9\r\n\r\nx`
    const pages = `GET /signin HTTP/1.1\r\n${host}\r\n`.repeat(300)
    const open = ['', 'GET / HT', upgrade, `CONNECT a:1 HTTP/1.1\r\n${host}\r\n`, body, pages]
    for (const bytes of open) {
      const socket = connect(port, '127.0.0.1').on('error', () => {})
      onTestFinished(() => void socket.destroy())
      socket.pause()
      socket.write(bytes)
    }
    await expect.poll(() => stopping.logs().includes('"method":"CONNECT"')).toBe(true)
    const started = Date.now()
    expect(await stopping.stop()).toBe(0)
    expect(Date.now() - started).toBeLessThan(10_000)
    expect(
      stopping
        .logs()
        .split('\n')
        .filter((line) => line.includes('"/signin"')),
    ).toHaveLength(301)
  })
})
