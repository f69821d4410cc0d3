import { type Attack, dial, head, often } from './attack'

const upgrade = (path: string, protocol: string) =>
  head(`GET ${path}`, { connection: 'Upgrade', upgrade: protocol })

/** Asks to speak another protocol, after a request and alone. */
export const upgrades: Attack = {
  ...{ line: 'C3', name: '200 connections that ask for another protocol' },
  run: async (target) => {
    const all = [
      head('GET /signin') + upgrade('/signin', 'websocket'),
      upgrade('/_next/webpack-hmr', 'websocket'),
      upgrade('/', 'h2c'),
      head('CONNECT example.org:443'),
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    ]
    const each = all.map((bytes) => often(target, 40, () => dial(target, bytes), 1000))
    await Promise.all(each)
  },
}
