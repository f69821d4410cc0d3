import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type App, dial, listen } from '@/tests/support/listening'

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`
const post = (more: string) => `POST /x HTTP/1.1\r\nHost: a\r\n${more}`

beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true)
})
afterEach(() => vi.restoreAllMocks())

const lines = () =>
  vi
    .mocked(process.stdout.write)
    .mock.calls.map(([line]) => JSON.parse(String(line)) as { path?: string; cut?: boolean })

/** Answers at once, never, in parts that never end, or by as much as nobody reads; reads bodies as the app does. */
const app: App = async (request, response) => {
  for await (const _ of request);
  if (request.url === '/never') return
  if (request.url === '/stream') response.setHeader('content-type', 'text/event-stream')
  if (request.url === '/large') return response.end(Buffer.alloc(16 * 1024 * 1024))
  if (request.url === '/stream' || request.url === '/half') return response.write('data: x\n\n')
  if (request.url === '/later') await pause(50)
  response.end('done')
}

/** What was sent, and how many requests that was. */
const moments: [when: string, bytes: string, requests: number][] = [
  ['before anything was said', '', 0],
  ['before the headers are whole', 'GET / HTTP/1.1\r\nHo', 0],
  ['before an answer', get('/never'), 1],
  ['in the middle of an answer', get('/half'), 1],
  ['while an answer is not read', get('/large'), 1],
  ['while a stream runs', get('/stream'), 1],
  ['after an answer', get('/'), 1],
  ['before the answer to HEAD', get('/never').replace('GET', 'HEAD'), 1],
  ['before a body', post('Content-Length: 100\r\n\r\n'), 1],
  ['in the middle of a body', post('Content-Length: 100\r\n\r\nx'), 1],
  ['in the middle of a chunk', post('Transfer-Encoding: chunked\r\n\r\n5\r\nab'), 1],
  ['after a chunk', post('Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n'), 1],
  ['after being told to go on', post('Expect: 100-continue\r\nContent-Length: 9\r\n\r\n'), 1],
  ['after 300 requests at once', get('/never') + get('/').repeat(300), 301],
  ['after 300 answers at once', get('/later') + get('/').repeat(300), 301],
  ['in the last of many bodies', get('/') + post('Content-Length: 9\r\n\r\nx'), 2],
  ['after nonsense', `${get('/never')}nonsense\r\n\r\n`, 1],
  ['after a body that is nonsense', post('Transfer-Encoding: chunked\r\n\r\nnonsense'), 1],
  [
    'after asking for another protocol',
    get('/never').replace('a\r\n', 'a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n'),
    1,
  ],
  ['after a refusal', 'TRACE / HTTP/1.1\r\nHost: a\r\n\r\n', 1],
  ['after more than anybody asks at once', get('/never') + get('/').repeat(2000), 401],
]

const ways: [how: string, hangUp: (dialled: ReturnType<typeof dial>) => void][] = [
  ['closes', ({ socket }) => socket.destroy()],
  ['breaks', ({ socket }) => socket.resetAndDestroy()],
  ['says no more', ({ socket }) => socket.end()],
]

describe.each(ways)('a connection that %s', (_, hangUp) => {
  it.each(moments)(
    '%s owes nothing, and each of its requests has its line',
    async (_, bytes, requests) => {
      const { connections, places, port, url } = await listen(app, { limits: { quiet: 300 } })
      const dialled = dial(port, bytes)
      if (bytes.includes('/large') || bytes.includes('/stream') || bytes.includes('/half')) {
        await expect.poll(dialled.heard).not.toBe('')
      }
      const logged = () => lines().filter(({ path }) => path !== undefined).length
      const seen = () => connections.count + connections.streams.length + logged()
      await expect.poll(seen, { timeout: 8000 }).toBeGreaterThanOrEqual(requests)
      hangUp(dialled)
      await expect.poll(() => connections.count, { timeout: 8000 }).toBe(0)
      await expect.poll(() => connections.streams.length, { timeout: 8000 }).toBe(0)
      await expect.poll(() => connections.size, { timeout: 8000 }).toBe(0)
      expect(places.count).toBe(0)
      expect(logged()).toBeGreaterThanOrEqual(requests)
      expect(await (await fetch(url)).text()).toBe('done')
    },
  )
})
