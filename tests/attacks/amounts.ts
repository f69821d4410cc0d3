import { newId } from '@/lib/core/ids'
import { Client } from '@/tests/api/auth-client'
import { type Attack, ask, often, type Target } from './attack'

const own = { 'sec-fetch-site': 'same-origin' }
const empty = { protocol: 1, epoch: null, userId: null, cookie: {}, mutations: [] }

async function signedIn(url: string) {
  const script = new Client(url)
  const { email } = await script.register()
  const browser = new Client(url)
  await browser.signIn(email)
  const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ')
  return { bearer: { authorization: `Bearer ${script.bearer}` }, cookie: { ...own, cookie } }
}

const pull = (target: Target, headers: Record<string, string>, more: object = {}) =>
  ask(target, 'POST', '/api/sync', { headers, body: { ...empty, clientId: newId(), ...more } })

/** Makes as many wallets as it can and reads all of them on many devices at once. */
export const wallets: Attack = {
  ...{ line: 'C6', name: '800 wallets, read by 12 new devices at once' },
  run: async (target) => {
    const { bearer, cookie } = await signedIn(target.url)
    let made = 0
    const make = async () => {
      if (made >= 800) return
      made += 1
      const body = { name: `Wallet ${made}`, currency: 'EUR' }
      await ask(target, 'POST', '/api/v1/wallets', { headers: bearer, body })
    }
    await Promise.all([often(target, 4, make, 10), often(target, 12, () => pull(target, cookie))])
  },
}

/** Brings a cookie of which no key is right. */
export const badCookies: Attack = {
  ...{ line: 'C6', name: 'syncs with 90,000 bad keys' },
  run: async (target) => {
    const { cookie } = await signedIn(target.url)
    const keys = Array.from({ length: 90_000 }, (_, index) => [index, 0])
    await often(target, 4, () => pull(target, cookie, { cookie: Object.fromEntries(keys) }))
  },
}

/** Writes to one wallet from everywhere at once, which goes only one after the other. */
export const oneWallet: Attack = {
  ...{ line: 'C6', name: '100 writes at once to one wallet' },
  run: async (target) => {
    const { bearer } = await signedIn(target.url)
    const body = { amount: '1', category: 'Groceries', date: '2026-11-23' }
    await often(target, 100, () =>
      ask(target, 'POST', '/api/v1/expenses', { headers: bearer, body }),
    )
  },
}
