import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type RunningServer, startServer } from '../support/server'
import { Client, newEmail, type Reply } from './auth-client'

let server: RunningServer

beforeAll(async () => {
  server = await startServer({ database: inject('database') })
}, 120_000)
// The crowds need not be answered to the last one.
afterAll(() => server.kill9().then(() => server.stop()))

const client = (address: string) => {
  const made = new Client(server.url)
  made.address = address
  return made
}

/** Begins so many sign-ins at once from one address; what was answered so far. */
function crowd(count: number, address: string, email: () => string, secret?: string): Reply[] {
  const replies: Reply[] = []
  for (let n = 0; n < count; n++) {
    const keep = (reply: Reply) => replies.push(reply)
    client(address)
      .token(email(), secret)
      .then(keep, () => {})
  }
  return replies
}

describe('a crowd at the one thread that hashes passwords', () => {
  it.each([
    ['110 right passwords', '203.0.113', 110, undefined],
    ['260 wrong ones', '198.51.100', 260, 'wrong'],
  ])('of %s holds up nobody else, also not in its own network', async (_, net, count, secret) => {
    const address = `${net}.1`
    const { email } = await client(address).register()
    const [near, far] = [client(address), client('192.0.2.9')]
    const people = [await near.register(), await far.register()]
    const own = secret === undefined
    const answered = crowd(count, address, () => (own ? email : newEmail()), secret)
    await expect.poll(() => answered.length, { timeout: 30_000 }).toBeGreaterThan(50)
    const replies = await Promise.all(
      [near, far].map((one, at) => one.token(people[at]?.email ?? '')),
    )
    expect(replies.map(({ status }) => status)).toEqual([200, 200])
    // Two turns among those of the crowd, not behind it.
    const made = answered.filter(({ status }) => status !== 429)
    expect(made.length).toBeLessThan(12)
    const refused = answered.filter(({ status }) => status === 429)
    for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect(made.every(({ status }) => status === (own ? 200 : 401))).toBe(true)
  })
})
