import { setTimeout as sleep } from 'node:timers/promises'
import { type Attack, dial, head, often } from './attack'

const body = JSON.stringify({ email: 'nobody@example.org', password: 'no password at all' })

/** Asks for much behind something slow, and hangs up. */
export const pipelined: Attack = {
  ...{ line: 'C1', name: '300 requests behind a sign-in, hung up after 0.1 s' },
  run: (target) => {
    const slow = head('POST /api/v1/auth/token', {
      'content-type': 'application/json',
      'content-length': String(body.length),
    })
    const bytes = slow + body + head('GET /signin').repeat(300)
    const hangUp = () =>
      dial(target, bytes, (socket) => void sleep(100).then(() => socket.destroy()))
    return often(target, 3, hangUp, 200)
  },
}

/** Asks for a page and breaks the connection at once. */
export const broken: Attack = {
  ...{ line: 'C1', name: 'connections that break in the middle of a page' },
  run: (target) =>
    often(target, 10, () =>
      dial(target, head('GET /signin'), (socket) => {
        socket.once('data', () => socket.resetAndDestroy())
      }),
    ),
}
