import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { startServer } from '@/tests/support/server'

/** How many connections a machine lets wait at most for a server to take them. */
async function mostOfMachine(): Promise<number> {
  const text = await readFile('/proc/sys/net/core/somaxconn', 'utf8').catch(() => '128')
  return Number(text)
}

it('a crowd that knocks while the server is busy need not knock again', async () => {
  const server = await startServer()
  const crowd = Math.min(1500, (await mostOfMachine()) - 20)
  const port = Number(new URL(server.url).port)
  process.kill(server.pid, 'SIGSTOP')
  const sockets = Array.from({ length: crowd }, () => connect(port, '127.0.0.1'))
  try {
    await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  } finally {
    process.kill(server.pid, 'SIGCONT')
  }
  expect((await fetch(`${server.url}/api/health/live`)).status).toBe(200)
  for (const socket of sockets) socket.destroy()
  expect(await server.stop()).toBe(0)
})
