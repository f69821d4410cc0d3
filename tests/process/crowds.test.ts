import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { processState } from '@/lib/server/process-state'
import { shutDown } from '@/scripts/serve/shut-down'
import { type App, dial, listen } from '@/tests/support/listening'

const head = (line: string, more = '') => `${line} HTTP/1.1\r\nHost: a\r\n${more}\r\n`
const posts = (more: string, body = '') => head('POST /x', more) + body

beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true)
})
afterEach(() => {
  vi.restoreAllMocks()
  processState().draining = false
})

/** More than the way to who does not read can hold. */
const large = Buffer.alloc(32 * 1024 * 1024)

const few = { places: 20, placesOfOne: 15 }

/** Answers with what was sent, or by as much as nobody reads. */
const app: App = async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const { length } = Buffer.concat(chunks)
  if (request.url === '/large') response.end(large)
  else response.end(`${request.method} ${length} ${request.headers['content-length'] ?? 'none'}`)
}

describe('others are served beside', () => {
  it.each([
    ['many bodies of which one byte came', posts('Content-Length: 100\r\n', 'x'), ''],
    ['many bodies that come by the byte', posts('Content-Length: 100\r\n'), 'x'],
    ['many chunks that come by the byte', posts('Transfer-Encoding: chunked\r\n'), '1\r\nx\r\n'],
    ['many headers that come by the byte', 'GET / HTTP/1.1\r\nHost: a\r\nX-Long: ', 'x'],
    ['many that say nothing', '', ''],
  ])('%s, which end in time', async (_, bytes, drop) => {
    const { connections, port, url } = await listen(app, { limits: { ...few, patience: 3000 } })
    const slow = Array.from({ length: 30 }, () => dial(port, bytes))
    const drip = setInterval(() => slow.map(({ socket }) => drop && socket.write(drop)), 200)
    await expect.poll(() => connections.size, { timeout: 10_000 }).toBe(30)
    expect((await fetch(url)).status).toBe(200)
    const heard = await Promise.all(slow.map(({ closed }) => closed))
    clearInterval(drip)
    for (const text of heard) expect(text).toMatch(/^HTTP\/1\.1 408 /)
    expect((await fetch(url)).status).toBe(200)
    expect(connections.count).toBe(0)
  })

  it('many who do not read what they asked for, and who are left in the end', async () => {
    const { connections, places, port, url } = await listen(app, {
      limits: { ...few, quiet: 4000 },
    })
    const slow = Array.from({ length: 30 }, () => dial(port, head('GET /large')))
    for (const { socket } of slow) socket.pause()
    await expect.poll(() => connections.count, { timeout: 10_000 }).toBe(30)
    expect((await fetch(url)).status).toBe(200)
    expect(places.count).toBe(0)
    await expect.poll(() => connections.count, { timeout: 20_000 }).toBe(0)
  })

  it('more connections than there are, of which whoever has most loses the least', async () => {
    const limits = { connections: 20 }
    const { connections, port, url } = await listen(
      (request, response) => {
        if (request.url !== '/never') response.end('done')
      },
      { limits },
    )
    const working = Array.from({ length: 5 }, () => dial(port, head('GET /never')))
    await expect.poll(() => connections.count).toBe(5)
    const idle = Array.from({ length: 40 }, () => dial(port, head('GET /')))
    await Promise.all(idle.slice(0, 20).map(({ closed }) => closed))
    expect((await fetch(url)).status).toBe(200)
    expect(connections.size).toBeLessThanOrEqual(20)
    expect(connections.count).toBe(5)
    expect(working.every(({ socket }) => !socket.destroyed)).toBe(true)
  })
})

describe('too many at once', () => {
  const held: ServerResponse[] = []
  const holding: App = (request, response) => {
    if (request.url === '/slow') held.push(response)
    else response.end('done')
  }
  const small = { places: 4, placesOfOne: 3, waiting: 2, waitingOfOne: 1, wait: 300 }
  const by = (who: number) => ({ headers: { 'x-forwarded-for': `10.0.0.${who}` } })

  it('wait for a moment and are then told to come back, except who watches over the server', async () => {
    const { places, url } = await listen(holding, { env: { trustProxy: 1 }, limits: small })
    const slow = [1, 1, 1, 2].map((who) => fetch(`${url}/slow`, by(who)))
    await expect.poll(() => places.count).toBe(4)
    const refused = await fetch(url, by(3))
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect(await refused.json()).toMatchObject({ status: 503, code: 'unavailable' })
    expect((await fetch(`${url}/api/health/live`)).status).toBe(200)
    const waiting = fetch(url, by(3))
    await pause(50)
    held.pop()?.end()
    expect((await waiting).status).toBe(200)
    for (const response of held.splice(0)) response.end()
    await Promise.all(slow)
    expect(places.count).toBe(0)
  })

  it('of one address leave places to the others', async () => {
    const { places, url } = await listen(holding, { env: { trustProxy: 1 }, limits: small })
    const slow = [1, 1, 1].map((who) => fetch(`${url}/slow`, by(who)))
    await expect.poll(() => places.count).toBe(3)
    const own = [fetch(url, by(1)), fetch(url, by(1))]
    expect((await fetch(url, by(2))).status).toBe(200)
    expect((await Promise.all(own)).map(({ status }) => status)).toEqual([503, 503])
    for (const response of held.splice(0)) response.end()
    await Promise.all(slow)
  })
})

describe('a body', () => {
  const mebibyte = 1024 * 1024
  const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`

  it('goes on as it came, up to its largest', async () => {
    const { url } = await listen(app)
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      for (const size of [1, 70_000, mebibyte]) {
        const body = Buffer.alloc(size)
        const text = await (await fetch(`${url}/api/v1/x`, { method, body })).text()
        expect(text).toBe(`${method} ${size} ${size}`)
      }
    }
  })

  it.each(['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'TRACE'])(
    'without end is refused, by %s',
    async (method) => {
      const { connections, port, url } = await listen(app)
      const send = async (path: string) => {
        const { socket, heard, closed } = dial(port)
        socket.write(head(`${method} ${path}`, 'Transfer-Encoding: chunked\r\n'))
        const more = () => {
          while (socket.writable && socket.write(chunk));
        }
        socket.on('drain', more)
        more()
        await closed
        expect(heard()).toMatch(path === '/%zz' ? / 400 / : method === 'TRACE' ? / 405 / : / 413 /)
      }
      const paths = ['/', '/signin', '/api/sync', '/api/v1/nowhere', '/api/auth/x', '/%zz']
      await Promise.all(paths.map(send))
      await expect.poll(() => connections.count).toBe(0)
      expect((await fetch(url)).status).toBe(200)
    },
  )

  it('that says to be too large is refused before it comes', async () => {
    const { port } = await listen(app)
    const { heard } = dial(port, posts(`Content-Length: ${mebibyte + 1}\r\n`))
    await expect.poll(heard).toMatch(/^HTTP\/1\.1 413 .*"code":"too_large"/s)
  })

  it('that is packed is refused, as nobody unpacks it', async () => {
    const { url } = await listen(app)
    const packed = (coding: string) =>
      fetch(url, { method: 'POST', body: 'x', headers: { 'content-encoding': coding } })
    expect((await packed('gzip')).status).toBe(415)
    expect((await packed('identity')).status).toBe(200)
  })

  it('of many at once takes no more memory than there is for all; the largest gives way', async () => {
    const { port, url } = await listen(app, { limits: { together: 4 * mebibyte } })
    const many = Array.from({ length: 8 }, () =>
      dial(
        port,
        Buffer.concat([Buffer.from(posts('Content-Length: 900000\r\n')), Buffer.alloc(800_000)]),
      ),
    )
    const refused = () => many.filter(({ heard }) => / 503 /.test(heard())).length
    await expect.poll(refused).toBeGreaterThan(2)
    expect((await fetch(url, { method: 'POST', body: 'small' })).status).toBe(200)
  })
})

describe('another protocol', () => {
  const asks = (more: string) => head('GET /', `Connection: Upgrade\r\n${more}`)
  it.each([
    ['none', asks('')],
    ['websocket', asks('Upgrade: websocket\r\nSec-WebSocket-Key: x\r\n')],
    ['h2c', asks('Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n')],
    ['what nobody knows', asks('Upgrade: x\r\n')],
    ['a tunnel', head('CONNECT a:1')],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000'],
  ])('that is %s is answered in this one, ended, and logged', async (_, bytes) => {
    const { port, connections } = await listen(app)
    const before = dial(port, head('GET /'))
    await expect.poll(before.heard).toMatch(/ 200 /)
    before.socket.write(bytes)
    const logged = (id = 'none') =>
      vi.mocked(process.stdout.write).mock.calls.filter(([line]) => String(line).includes(id))
    for (const { heard, closed } of [before, dial(port, bytes)]) {
      await closed
      expect(heard()).toMatch(/^HTTP\/1\.1 (200|400|405) /)
      for (const [, id] of heard().matchAll(/^X-Request-Id: (.+)\r$/gim)) {
        expect(logged(id)).toHaveLength(1)
      }
    }
    await expect.poll(() => connections.size).toBe(0)
  })

  it('keeps no server from ending, nor does anything else that stays open', async () => {
    const { server, connections, port } = await listen((request, response) => {
      if (request.url === '/large') response.end(large)
    })
    const open = ['', 'GET /', asks('Upgrade: websocket\r\n'), head('GET /large')]
    const dialled = open.map((bytes) => dial(port, bytes))
    for (const { socket } of dialled) socket.pause()
    await expect.poll(() => connections.size).toBe(open.length)
    const started = Date.now()
    await shutDown(server, connections)
    expect(Date.now() - started).toBeLessThan(8000)
    await expect.poll(() => connections.size).toBe(0)
  })
})

describe('what follows on one connection', () => {
  it('is answered in turn, and nonsense after all that came before it', async () => {
    const order: string[] = []
    const { port } = await listen(async (request, response) => {
      order.push(`begin ${request.url}`)
      await pause(request.url === '/1' ? 60 : 5)
      order.push(`end ${request.url}`)
      response.end(request.url)
    })
    const { heard, closed } = dial(port, `${head('GET /1')}${head('GET /2')}nonsense\r\n\r\n`)
    await closed
    expect(order).toEqual(['begin /1', 'end /1', 'begin /2', 'end /2'])
    expect(heard()).toMatch(/ 200 .*\/1.* 200 .*\/2.* 400 /s)
  })

  it('of whom it is that asks is read anew for each', async () => {
    const { port } = await listen(
      (request, response) => response.end(request.headers['x-client-address']),
      {
        env: { trustProxy: 1 },
      },
    )
    const asked = (who: string) => head('GET /', `X-Forwarded-For: ${who}\r\n`)
    const { socket, heard } = dial(port, asked('9.9.9.9') + asked('8.8.8.8'))
    await expect.poll(heard).toMatch(/9\.9\.9\.9.*8\.8\.8\.8/s)
    socket.end()
    await once(socket, 'close')
  })
})
