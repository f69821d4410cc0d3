import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, password } from '@/tests/api/auth-client'

/** Somebody who has an account and only wants to use it. */
export type Person = { email: string; client: Client }

/** What they did, how long it took in milliseconds, and what they heard (0: nothing within 30 s). */
export type Act = { what: 'signs in' | 'adds' | 'lists'; ms: number; status: number }

/** Makes an account. */
export async function newPerson(url: string): Promise<Person> {
  const client = new Client(url)
  client.address = `198.51.100.${randomBytes(1)[0]}`
  const { email } = await client.register()
  return { email, client }
}

/** Signs in, adds and lists, over and over, until they are told to stop. */
export async function use({ email, client }: Person, until: AbortSignal): Promise<Act[]> {
  const acts: Act[] = []
  const act = async (what: Act['what'], send: () => Promise<{ status: number }>) => {
    const began = performance.now()
    const tooLong = sleep(30_000, { status: 0 }, { ref: false })
    const { status } = await Promise.race([send().catch(() => ({ status: 0 })), tooLong])
    acts.push({ what, ms: performance.now() - began, status })
  }
  while (!until.aborted) {
    await act('signs in', async () => {
      const reply = await client.token(email, password)
      if (reply.status === 200) client.bearer = reply.body.accessToken
      return reply
    })
    for (let index = 0; index < 5 && !until.aborted; index += 1) {
      await act('adds', () => {
        const body = { amount: '2.55', category: 'Groceries', date: '2026-11-23', note: 'milk' }
        return client.send('POST', '/api/v1/expenses', { body })
      })
      await act('lists', () => client.send('GET', '/api/v1/expenses'))
      await sleep(500)
    }
  }
  return acts
}
