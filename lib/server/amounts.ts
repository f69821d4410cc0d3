import 'server-only'
import { AppError } from '@/lib/core/errors'
import type { Ctx } from './auth/ctx'

/** How many wallets one account can be in. */
export const mostWallets = 1000

/** How many changes one account can make at once, and how many a second after that: far more than a person does. */
export const changesAtOnce = 12_000
const changesPerSecond = 100

// Until when, by Date.now(), what was made at once is paid off, per user; one for all bundles of the process.
const key = Symbol.for('trackthatmoney.amounts')
const shared = globalThis as { [key]?: Map<string, number> }
shared[key] ??= new Map()
const paidUntil = shared[key]

/** Takes one change off what an account can make; refuses (`too_many`, with how long to wait) where nothing is left. */
export function spendChange({ userId, sessionId }: Ctx, now = Date.now()): void {
  // The server itself makes what it was told to.
  if (sessionId === null) return
  const until = Math.max(now, paidUntil.get(userId) ?? 0)
  const ahead = (until - now) / 1000 - changesAtOnce / changesPerSecond
  if (ahead >= 0) {
    throw new AppError(
      'too_many',
      'So many changes at once are more than the server takes from one account. They can be made in a few seconds.',
      { retryAfter: Math.max(1, Math.ceil(ahead)) },
    )
  }
  if (paidUntil.size > 10_000) forgetPaid(now)
  paidUntil.set(userId, until + 1000 / changesPerSecond)
}

/** Refuses (`in_use`) another wallet where an account is in as many as it can be. */
export function requireRoomForWallet({ spaces }: Ctx, [walletId = '']: string[]): void {
  // One of them is the account's own private space; and one that is there is only made once more.
  if (spaces.size <= mostWallets || spaces.has(walletId)) return
  throw new AppError('in_use', `An account can be in at most ${mostWallets} wallets.`)
}

function forgetPaid(now: number): void {
  for (const [userId, until] of paidUntil) if (until <= now) paidUntil.delete(userId)
}
