import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { startServer } from '@/tests/support/server'

/** A server, as a function of the headers that a browser sends to what it answers as its opener policy. */
async function served(env: Record<string, string>) {
  const server = await startServer({ env })
  onTestFinished(async () => void (await server.stop()))
  const { port } = new URL(server.url)
  return async (headers: Record<string, string>) => {
    const path = '/api/health/live'
    const sent = request({ host: '127.0.0.1', port, path, headers }).end()
    const [response] = (await once(sent, 'response')) as [IncomingMessage]
    response.resume()
    return response.headers['cross-origin-opener-policy']
  }
}

it('sets the opener policy wherever a browser heeds it, and not where it would only complain of it', async () => {
  const policy = await served({})
  for (const host of ['localhost:3000', '127.0.0.1', '[::1]:3000']) {
    expect(await policy({ host }), host).toBe('same-origin')
  }
  // Behind a proxy with a certificate only the browser knows.
  expect(await policy({ host: 'money.example', 'sec-fetch-site': 'none' })).toBe('same-origin')
  for (const host of ['192.168.1.20:3000', 'desk.local:3000', 'localhost.example']) {
    expect(await policy({ host }), host).toBeUndefined()
  }
  const secure = await served({ APP_URL: 'https://money.example' })
  expect(await secure({ host: 'money.example' })).toBe('same-origin')
})
