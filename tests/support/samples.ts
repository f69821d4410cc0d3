import type { Endpoint } from '@/lib/server/rest/endpoint'
import type { User } from './api'

/** One object of each kind that a person can have. */
export type Objects = {
  wallet: string
  category: string
  expense: string
  /** An expense in the trash. */
  deleted: string
  session: string
  budget: string
}

/** Makes one object of each kind for somebody: a second wallet, and in it the others. */
export async function makeObjects(user: User): Promise<Objects> {
  const { id: walletId } = await user.addWallet('EUR', `Sample of ${user.email}`)
  const category = await user.addCategory(`Sample ${Math.random()}`, { walletId })
  const within = { walletId, categoryId: category.id }
  const expense = await user.add({ note: `sample of ${user.email}`, ...within })
  const deleted = await user.add({ note: `deleted sample of ${user.email}`, ...within })
  await user.want(204, 'DELETE', `/expenses/${deleted.id}`)
  const budget = await user.want<{ id: string }>(201, 'POST', '/budgets', {
    ...{ name: `Sample of ${user.email}`, walletId },
    categories: [within],
  })
  const sessions = await user.all<{ id: string }>('/me/sessions')
  return {
    wallet: walletId,
    category: category.id,
    expense: expense.id,
    deleted: deleted.id,
    budget: budget.id,
    session: sessions[0]?.id ?? '',
  }
}

const bodies: Record<string, (its: Objects) => Record<string, unknown>> = {
  'POST /auth/register': () => ({
    email: 'sample@example.org',
    password: 'correct horse battery',
    name: 'Sample',
    invite: 'none',
  }),
  'POST /auth/token': () => ({ email: 'sample@example.org', password: 'correct horse battery' }),
  'PATCH /me': ({ wallet }) => ({
    ...{ name: 'Ada', defaultWalletId: wallet, timeZone: 'Asia/Tokyo' },
    ...{ locale: 'de-AT', firstWeekday: 7, monthStartsOn: 25, theme: 'dark' },
  }),
  'POST /me/email': () => ({ currentPassword: 'wrong horse', email: 'sample@example.org' }),
  'POST /me/password': () => ({ currentPassword: 'wrong horse', newPassword: 'new horse battery' }),
  'POST /expenses': ({ wallet, category }) => ({
    amount: '1.00',
    currency: 'EUR',
    categoryId: category,
    date: '2026-11-23',
    note: 'sample',
    walletId: wallet,
  }),
  'PATCH /expenses/{id}': ({ category }) => ({
    amount: '2.00',
    currency: 'EUR',
    categoryId: category,
    date: '2026-11-24',
    note: 'changed sample',
  }),
  'POST /categories': ({ wallet }) => ({
    name: `New ${Math.random()}`,
    icon: 'coffee',
    color: 'teal',
    position: 5,
    walletId: wallet,
  }),
  'PATCH /categories/{id}': () => ({
    name: `Renamed ${Math.random()}`,
    icon: 'coffee',
    color: 'teal',
    position: 5,
    archived: false,
    mergedInto: null,
  }),
  'POST /budgets': ({ wallet, category }) => ({
    ...{ name: `New ${Math.random()}`, period: 'month', startsOn: 1, rollover: 'both' },
    ...{ since: '2026-01-01', currency: 'EUR', walletId: wallet },
    categories: [{ walletId: wallet, categoryId: category }],
  }),
  'PATCH /budgets/{id}': ({ wallet, category }) => ({
    ...{ name: `Renamed ${Math.random()}`, period: 'week', startsOn: 7, rollover: 'off' },
    ...{ since: '2026-02-01', categories: [{ walletId: wallet, categoryId: category }] },
  }),
  'PUT /budgets/{id}/limits/{from}': () => ({ amount: '400.00' }),
  'POST /wallets': () => ({ name: 'Sample wallet', currency: 'JPY' }),
  'PATCH /wallets/{id}': () => ({ name: 'Renamed wallet', currency: 'EUR' }),
}

const queries: Record<string, (its: Objects) => string> = {
  'GET /summaries': () => 'from=2026-01-01&to=2026-12-31&by=category',
  'GET /summaries/monthly': () => 'month=2026-11',
  'GET /budgets/{id}/periods': () => 'from=2026-01-01&to=2026-03-01',
  'GET /changes': ({ wallet }) => `walletId=${wallet}&since=0`,
}

/** How tests call an operation by name. */
export function nameOf({ method, path }: Endpoint): string {
  return `${method} ${path}`
}

/** A right body for an operation, and undefined where it takes none; fails for one that it does not know. */
export function sampleBody(endpoint: Endpoint, its: Objects): Record<string, unknown> | undefined {
  if (!endpoint.body) return undefined
  const make = bodies[nameOf(endpoint)]
  if (!make) throw new Error(`tests/support/samples.ts has no body for ${nameOf(endpoint)}`)
  return make(its)
}

/** The kind of object that the `{id}` of a path names; undefined for a path without one. */
export function kindOf({ path }: Endpoint): keyof Objects | undefined {
  if (!path.includes('{')) return undefined
  const [, noun = ''] = /^\/(?:me\/)?(\w+)s?\/\{id\}/.exec(path) ?? []
  const kind = {
    expenses: path.endsWith('/restore') ? 'deleted' : 'expense',
    categories: 'category',
    wallets: 'wallet',
    budgets: 'budget',
    sessions: 'session',
  }[noun]
  if (!kind) throw new Error(`tests/support/samples.ts does not know what ${path} names`)
  return kind as keyof Objects
}

/** The path and query of a right call of an operation; another id can take the place of the right one. */
export function samplePath(endpoint: Endpoint, its: Objects, id?: string): string {
  const kind = kindOf(endpoint)
  const named = endpoint.path.replace('{from}', '2026-01-01')
  const path = kind ? named.replace('{id}', id ?? its[kind]) : named
  const query = queries[nameOf(endpoint)]?.(its)
  return query ? `${path}?${query}` : path
}
