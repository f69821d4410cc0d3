import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Person } from './person'

/** What an attack is told: where the server is, until when to go on, who is beside it, and whom to tell what it heard. */
export type Target = {
  url: string
  until: AbortSignal
  person: Person
  heard: (what: string | number) => void
}

/** One way to stop the server. It goes on until it is told to end; a table shows what the person beside it met. */
export type Attack = {
  /** The line of the issue's list that it tries. */
  line: string
  name: string
  run: (target: Target) => Promise<void>
}

/** Does the same again and again in `times` places at once, with a breath between, until the attack is over. */
export async function often(
  { until }: Target,
  times: number,
  one: () => Promise<unknown>,
  breath = 50,
): Promise<void> {
  const place = async () => {
    while (!until.aborted) {
      await one().catch(() => {})
      await sleep(breath)
    }
  }
  await Promise.all(Array.from({ length: times }, place))
}

/** The head of a request as it goes over the wire. */
export function head(line: string, headers: Record<string, string> = {}): string {
  const lines = Object.entries({ host: '127.0.0.1', 'x-forwarded-for': attacker, ...headers })
  return `${line} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
}

/** Where attacks come from, unless they say otherwise. */
export const attacker = '203.0.113.9'

/** Opens a connection, says something on it, and resolves once it is over; `hold` may do more with the socket. */
export function dial(
  { url, until, heard }: Target,
  bytes: string,
  hold: (socket: Socket) => void = () => {},
): Promise<void> {
  return new Promise((done) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    const end = () => socket.destroy()
    until.addEventListener('abort', end)
    if (until.aborted) end()
    let first = true
    socket.on('data', (chunk) => {
      if (first) heard(/^HTTP\/1\.1 (\d+)/.exec(chunk.toString('latin1'))?.[1] ?? 'no answer')
      first = false
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      until.removeEventListener('abort', end)
      if (first && !until.aborted) heard('ended')
      done()
    })
    socket.write(bytes)
    hold(socket)
  })
}

type Request = { body?: unknown; headers?: Record<string, string>; from?: string }

/** Sends one request as JSON, and tells what was heard. */
export async function ask(
  { url, until, heard }: Pick<Target, 'url' | 'until' | 'heard'>,
  method: string,
  path: string,
  { body, headers, from = attacker }: Request = {},
): Promise<void> {
  const response = await fetch(url + path, {
    method,
    signal: until,
    redirect: 'manual',
    headers: { 'x-forwarded-for': from, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  await response.arrayBuffer()
  heard(response.status)
}
