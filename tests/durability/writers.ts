import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, bearer, type Wallet } from '@/tests/bench/accounts'
import type { Sent } from './state'

/** Clients that write at the same time, each into one wallet, one expense after another. */
export type Writers = {
  /** How many answers they have so far. */
  count: () => number
  /** Ends them; answers what was acknowledged and what was not. */
  stop: () => Promise<{ acknowledged: Sent[]; unacknowledged: Sent[] }>
}

/** Starts `each` clients per wallet. */
export function startWriters(url: string, accounts: readonly Account[], each: number): Writers {
  const acknowledged: Sent[] = []
  const unacknowledged: Sent[] = []
  let running = true
  const write = async (account: Account, wallet: Wallet) => {
    while (running) {
      const sent = newExpense(wallet)
      const rev = await post(url, account, wallet, sent)
      if (rev !== undefined) acknowledged.push({ ...sent, rev })
      else unacknowledged.push(sent)
      // Nobody is there now: a client that hammers would only make a pile of what never was.
      if (rev === undefined) await sleep(50)
    }
  }
  const all = accounts.flatMap((account) =>
    account.wallets.flatMap((wallet) => Array.from({ length: each }, () => write(account, wallet))),
  )
  return {
    count: () => acknowledged.length,
    async stop() {
      running = false
      await Promise.all(all)
      return { acknowledged, unacknowledged }
    },
  }
}

/** Sends an expense again under the same id; its rev, or undefined where it is not acknowledged this time either. */
export function resend(url: string, accounts: readonly Account[], sent: Sent) {
  for (const account of accounts) {
    const wallet = account.wallets.find(({ walletId }) => walletId === sent.walletId)
    if (wallet) return post(url, account, wallet, sent)
  }
  throw new Error('Nobody has this wallet.')
}

function newExpense({ walletId }: Wallet): Sent {
  return {
    id: randomUUID(),
    walletId,
    note: `Receipt ${randomUUID()}`,
    amount: randomInt(1, 99_999),
  }
}

/** The rev of the answer; undefined without an answer, or where the server says that it has trouble. Any other answer is an error. */
async function post(
  url: string,
  account: Account,
  { category, currency }: Wallet,
  { id, walletId, note, amount }: Sent,
): Promise<number | undefined> {
  const body = { id, walletId, note, category, currency, date: '2026-06-15', amount: amount / 100 }
  let answer: { status: number; text: string }
  try {
    const response = await fetch(`${url}/api/v1/expenses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer(account) },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    })
    answer = { status: response.status, text: await response.text() }
  } catch {
    return undefined
  }
  if (answer.status === 201) return JSON.parse(answer.text).rev
  if (answer.status >= 500) return undefined
  throw new Error(`POST /expenses answered ${answer.status} ${answer.text}`)
}
