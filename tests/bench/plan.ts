import postgres from 'postgres'
import { type Account, bearer, makeAccount, type Wallet } from './accounts'
import type { Planned } from './generator'
import type { Measure } from './rounds'
import { fillWallet, measuredMonth } from './rows'

const writers = 10
const json = { 'content-type': 'application/json' }

/** What is measured, as the table calls it. */
export const names = {
  constant: 'bare: a constant',
  select: 'bare: select of 50 of 100,000',
  list: 'GET /expenses, 50 of 100,000',
  smallList: 'GET /expenses, 50 of 1,000',
  smallMonth: 'GET /summaries/monthly, 1,000',
  month: 'GET /summaries/monthly, 100,000',
  insert: 'bare: insert, 20 wallets',
  post: 'POST /expenses, 20 wallets',
}

/** Who asks: for 100 rows, for 1,000, for 100,000, and those who write into 20 wallets between them. */
export type Accounts = { few: Account; small: Account; large: Account; writing: Account[] }

/** Makes the accounts through the API and their rows by SQL. */
export async function seed(origin: string, databaseUrl: string): Promise<Accounts> {
  const few = await makeAccount(origin, 1)
  const small = await makeAccount(origin, 1)
  const large = await makeAccount(origin, 1)
  const writing: Account[] = []
  for (let n = 0; n < writers; n++) writing.push(await makeAccount(origin, 2))
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  await fillWallet(sql, walletOf(few), 100, 1)
  await fillWallet(sql, walletOf(small), 1000, 3)
  await fillWallet(sql, walletOf(large), 100_000, 20)
  await sql.unsafe('vacuum analyze')
  await sql.end()
  return { few, small, large, writing }
}

/** An account's first wallet. */
export function walletOf({ wallets: [wallet] }: Account): Wallet {
  if (!wallet) throw new Error('An account has a wallet.')
  return wallet
}

type Place = { url: string; pid: number }

/** All measures, in the order in which each round takes them: next to each other those that are compared. */
export function plan(server: Place, bare: Place, { small, large, writing }: Accounts): Measure[] {
  const get = (place: Place, name: string, path: string, account?: Account): Measure => ({
    ...{ name, origin: place.url, pid: place.pid, count: 400, status: 200 },
    planned: () => [{ method: 'GET', path, headers: account ? bearer(account) : {} }],
  })
  const month = (account: Account) =>
    `/api/v1/summaries/monthly?month=${measuredMonth}&walletId=${walletOf(account).walletId}`
  const post = (place: Place, name: string, path: string): Measure => ({
    ...{ name, origin: place.url, pid: place.pid, count: 400, status: 201 },
    planned: () => writing.flatMap((account) => newExpenses(account, path)),
  })
  return [
    get(bare, names.constant, '/constant'),
    get(bare, names.select, '/select'),
    get(server, names.list, '/api/v1/expenses', large),
    get(server, names.smallList, '/api/v1/expenses', small),
    get(server, names.smallMonth, month(small), small),
    get(server, names.month, month(large), large),
    post(bare, names.insert, '/insert'),
    post(server, names.post, '/api/v1/expenses'),
  ]
}

/** One new expense for each wallet of an account, as a script would write it. */
function newExpenses(account: Account, path: string): Planned[] {
  return account.wallets.map(({ walletId, category }) => ({
    ...{ method: 'POST', path, headers: { ...json, ...bearer(account) } },
    body: JSON.stringify({
      ...{ amount: '12.50', category, date: '2026-06-15', note: 'Bread and milk', walletId },
    }),
  }))
}
