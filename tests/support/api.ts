import { randomBytes, randomInt } from 'node:crypto'
import { expect, inject } from 'vitest'
import { checkReply } from './api-check'

/** What the API answered; `body` is its JSON (undefined where there is none), as the caller of `call` names it. */
export type Reply<T> = { status: number; headers: Headers; text: string; body: T }

export type List<T> = { items: T[]; nextCursor: string | null }
export type Expense = {
  id: string
  walletId: string
  amount: string
  currency: string
  categoryId: string
  category: string
  date: string
  note: string
  payerId: string
  createdAt: string
  updatedAt: string
  rev: number
}
export type Category = {
  id: string
  walletId: string
  name: string
  icon: string
  color: string
  position: number
  archived: boolean
  mergedInto: string | null
  createdAt: string
  updatedAt: string
  rev: number
}
export type Wallet = {
  id: string
  name: string
  currency: string
  role: string
  createdAt: string
  updatedAt: string
  rev: number
}
export type Me = {
  id: string
  email: string
  name: string
  defaultWalletId: string | null
  timeZone: string
  timeZoneChosen: boolean
  locale: string | null
  firstWeekday: number | null
  monthStartsOn: number
  theme: string
  createdAt: string
}
export type Problem = {
  type: string
  title: string
  status: number
  code: string
  detail: string
  errors?: { path: string; message: string }[]
}

/** The API of the server under test, with headers that every call sends; every answer is held against its own documentation. */
export class Api {
  readonly headers: Record<string, string>

  constructor(headers: Record<string, string> = {}) {
    this.headers = { 'x-forwarded-for': randomAddress(), ...headers }
  }

  /** One call; a body that is no text is sent as JSON, a text as it is. */
  async call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply<T>> {
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const response = await fetch(`${apiUrl()}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...this.headers, ...type, ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const reply = { status: response.status, headers: response.headers, text }
    return { ...reply, body: checkReply(method, path, reply) as T }
  }

  /** One call that must be answered with this status; its body. */
  async want<T = unknown>(
    status: number,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const reply = await this.call<T>(method, path, body, headers)
    expect(reply.status, `${method} ${path} ${reply.text}`).toBe(status)
    return reply.body
  }

  /** One call that must be refused with this status; its problem, whose `errors` name the field where one is given. */
  async refused(
    status: number,
    field: string | undefined,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Problem> {
    const problem = await this.want<Problem>(status, method, path, body, headers)
    if (field !== undefined) expect(problem.errors?.map((one) => one.path)).toContain(field)
    return problem
  }

  get<T>(path: string): Promise<T> {
    return this.want<T>(200, 'GET', path)
  }
}

/** A new account with its first wallet, and the API as it may use it. */
export class User extends Api {
  readonly id: string
  readonly email: string
  readonly password: string
  readonly walletId: string

  constructor(account: Omit<Account, 'token'>, headers: Record<string, string>) {
    super(headers)
    this.id = account.id
    this.email = account.email
    this.password = account.password
    this.walletId = account.walletId
  }

  /** Adds an expense; what is not named is unremarkable. */
  add(fields: Record<string, unknown> = {}): Promise<Expense> {
    const body = { amount: '1.00', date: '2026-11-23', ...fields }
    const named = 'categoryId' in fields ? body : { category: 'Groceries', ...body }
    return this.want<Expense>(201, 'POST', '/expenses', named)
  }

  addWallet(currency: string, name = `In ${currency}`): Promise<Wallet> {
    return this.want<Wallet>(201, 'POST', '/wallets', { name, currency })
  }

  addCategory(name: string, more: Record<string, unknown> = {}): Promise<Category> {
    return this.want<Category>(201, 'POST', '/categories', { name, ...more })
  }

  /** All items of a list, page by page. */
  async all<T>(path: string): Promise<T[]> {
    const found: T[] = []
    const join = path.includes('?') ? '&' : '?'
    for (let cursor: string | null = ''; cursor !== null; ) {
      const next: string = cursor && `${join}cursor=${encodeURIComponent(cursor)}`
      const page: List<T> = await this.get<List<T>>(path + next)
      found.push(...page.items)
      cursor = page.nextCursor
    }
    return found
  }
}

type Account = { id: string; email: string; password: string; walletId: string; token: string }

/** Registers somebody new, from an address of their own. */
export async function register(): Promise<User> {
  const headers = { 'x-forwarded-for': randomAddress() }
  const email = `${randomBytes(9).toString('hex')}@example.org`
  const password = `correct horse ${randomBytes(6).toString('hex')}`
  const made = await new Api(headers).want<{ user: { id: string }; accessToken: string }>(
    201,
    'POST',
    '/auth/register',
    { email, password },
  )
  const authorization = `Bearer ${made.accessToken}`
  const [wallet] = (await new Api({ authorization }).get<List<Wallet>>('/wallets')).items
  const account = { id: made.user.id, email, password, walletId: wallet?.id ?? '' }
  return new User(account, { ...headers, authorization })
}

/** Where the API under test is. */
export function apiUrl(): string {
  return `${inject('baseUrl')}/api/v1`
}

/** A client address that nobody else in the tests has: tries are counted per address. */
export function randomAddress(): string {
  return `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`
}
