import { randomUUID } from 'node:crypto'

/** A wallet that the load writes to or reads from. */
export type Wallet = {
  userId: string
  walletId: string
  categoryId: string
  category: string
  currency: string
}

/** An account of the benchmark, and its access token, which is valid for 15 minutes. */
export type Account = {
  userId: string
  email: string
  password: string
  wallets: Wallet[]
  token: string
}

const password = 'a password for the benchmark'
const json = { 'content-type': 'application/json' }

/** Registers an account through the API and gives it this many wallets. */
export async function makeAccount(origin: string, wallets: number): Promise<Account> {
  const email = `${randomUUID()}@example.org`
  const made = await post<{ user: { id: string }; accessToken: string }>(
    `${origin}/api/v1/auth/register`,
    { email, password },
  )
  const account = { userId: made.user.id, email, password, token: made.accessToken }
  for (let more = 1; more < wallets; more++) {
    const body = { name: `Wallet ${more}`, currency: 'EUR' }
    await post(`${origin}/api/v1/wallets`, body, bearer(account))
  }
  return { ...account, wallets: await walletsOf(origin, account) }
}

async function walletsOf(
  origin: string,
  account: { userId: string; token: string },
): Promise<Wallet[]> {
  const { items } = await get<{ items: { id: string; currency: string }[] }>(
    `${origin}/api/v1/wallets`,
    account,
  )
  return Promise.all(
    items.map(async ({ id: walletId, currency }) => {
      const url = `${origin}/api/v1/categories?walletId=${walletId}`
      const { items: all } = await get<{ items: { id: string; name: string }[] }>(url, account)
      const [first] = all
      if (!first) throw new Error('A new wallet has categories.')
      const { userId } = account
      return { userId, walletId, currency, categoryId: first.id, category: first.name }
    }),
  )
}

/** Signs an account in and keeps its new token. */
export async function signIn(origin: string, account: Account): Promise<void> {
  const { email, password } = account
  const answer = await post<{ accessToken: string }>(`${origin}/api/v1/auth/token`, {
    email,
    password,
  })
  account.token = answer.accessToken
}

/** The header that names an account. */
export function bearer({ token }: { token: string }): Record<string, string> {
  return { authorization: `Bearer ${token}` }
}

async function get<T>(url: string, account: { token: string }): Promise<T> {
  return answerOf(await fetch(url, { headers: bearer(account) }))
}

async function post<T>(url: string, body: object, headers = {}): Promise<T> {
  const init = { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) }
  return answerOf(await fetch(url, init))
}

async function answerOf<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T
  throw new Error(`${response.url} answered ${response.status} ${await response.text()}`)
}
