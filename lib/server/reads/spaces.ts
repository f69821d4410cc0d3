import 'server-only'
import { AppError } from '@/lib/core/errors'
import type { Ctx } from '../auth/ctx'

/** The ids of a caller's wallets, or the one asked for if it is theirs; anything else is not found. */
export function walletIds(ctx: Ctx, walletId?: string): string[] {
  if (walletId !== undefined) return [currencyOf(ctx, walletId) && walletId]
  return [...ctx.spaces].filter(([, space]) => space.kind === 'wallet').map(([id]) => id)
}

/** The currency of one of the caller's wallets; not found for anything else. */
export function currencyOf(ctx: Ctx, walletId: string): string {
  const currency = ctx.spaces.get(walletId)?.currency
  if (!currency) {
    throw new AppError('not_found', 'There is no such wallet.', {
      fields: [{ path: 'walletId', message: 'is not one of your wallets' }],
    })
  }
  return currency
}

/** The wallet that a new expense goes to where none is named: the default one, else the oldest. */
export function defaultWalletId(ctx: Ctx): string {
  const ids = walletIds(ctx).sort()
  const chosen = ids.find((id) => id === ctx.defaultWalletId) ?? ids[0]
  if (chosen === undefined)
    throw new AppError('not_found', 'You have no wallet yet. Make one first.')
  return chosen
}

/** The one row that an id found in the caller's wallets; none is not found, several are ambiguous. */
export function onlyOne<T>(rows: T[]): T {
  const [row, other] = rows
  if (row === undefined) throw new AppError('not_found')
  if (other !== undefined) {
    throw new AppError('ambiguous_id', 'This id exists in several of your wallets: add ?walletId=.')
  }
  return row
}
