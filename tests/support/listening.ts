import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Env } from '@/lib/server/env'
import { httpServer, type Limits } from '@/scripts/serve/http-server'

/** What stands behind the server in place of Next. */
export type App = (request: IncomingMessage, response: ServerResponse) => unknown

type Options = { env?: Partial<Env>; root?: string; dev?: boolean; limits?: Partial<Limits> }

/** Our server on a free port of the loopback until the test ends, in front of `app`. */
export async function listen(app: App, { env, root, dev = false, limits }: Options = {}) {
  const whole: Env = { port: 0, dataDir: '', authSecret: '', registration: 'open', trustProxy: 0 }
  const { server, connections, places } = httpServer(
    {
      app: async (request, response) => void (await app(request, response)),
      env: { ...whole, ...env },
      dev,
      root: root ?? process.cwd(),
    },
    limits,
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    connections.destroyAll()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { server, connections, places, port, url: `http://127.0.0.1:${port}` }
}

/** A connection that says what it is told, and collects what it hears. */
export function dial(port: number, bytes: string | Buffer = '') {
  const socket: Socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text
  })
  socket.on('error', () => {})
  if (bytes) socket.write(bytes)
  onTestFinished(() => void socket.destroy())
  const closed = new Promise<string>((done) => {
    socket.once('close', () => done(heard))
  })
  return { socket, heard: () => heard, closed }
}
