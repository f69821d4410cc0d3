import { decimalsOf, maxAmount, toDecimal } from '@/lib/core/money'
import { mostBudgets } from '../budgets/rules'
import type { Row } from '../entities'
import type { Tx } from '../mutation'
import { refused } from '../reasons'

/** How many former currencies a wallet remembers. */
export const mostFormerly = 20

/** A wallet as far as its currency goes. */
export type Labelled = { currency: string; formerly: readonly string[] }

/** The wallet that a space is; refused where it is none, as the space of somebody's settings is, or deleted. */
export async function liveWallet(tx: Tx, walletId: string): Promise<Row<'wallet'>> {
  const wallet = await tx.get('wallet', { spaceId: walletId, id: walletId })
  if (!wallet || wallet.deletedAt) throw refused('wallet_missing')
  return wallet
}

/** The most expenses, the trash included, that a wallet can be relabelled with: one change rewrites them all. */
export const mostRelabelled = 500

/** The amount that shows the same figure in another currency, in minor units; undefined where decimals would be cut. */
export function sameFigure(amount: number, from: string, to: string): number | undefined {
  const more = decimalsOf(to) - decimalsOf(from)
  const there = more < 0 ? amount / 10 ** -more : amount * 10 ** more
  return Number.isInteger(there) && Math.abs(there) <= maxAmount ? there : undefined
}

/** The change of what a wallet remembers to have been written in, once it is written in `to`. */
function formerlyChange({ currency, formerly }: Labelled, to: string) {
  const next = [...formerly, currency].filter((code) => code !== to).slice(-mostFormerly)
  return { from: { formerly: [...formerly] }, to: { formerly: next } }
}

/**
 * Money that was written in a currency which its wallet had formerly, with the same figure in the one that it has now; any
 * other as it is, undefined where decimals would be cut.
 */
export function relabelled<M extends object>(money: M, wallet: Labelled): M | undefined {
  const { amount, currency } = money as { amount?: unknown; currency?: unknown }
  if (typeof currency !== 'string' || !isFormer(currency, wallet)) return money
  if (amount === undefined || amount === null) return { ...money, currency: wallet.currency }
  const figure = sameFigure(Number(amount), currency, wallet.currency)
  return figure === undefined ? undefined : { ...money, amount: figure, currency: wallet.currency }
}

/** As `relabelled`; refused where decimals would be cut. */
export function relabelledOrRefused<M extends { currency?: string | undefined }>(
  money: M,
  wallet: Labelled,
): M {
  const there = relabelled(money, wallet)
  if (there) return there
  const { currency: from = '' } = money
  throw refused('amount_decimals', { from, to: wallet.currency }, 'amount')
}

type Some = { amount?: number | undefined; currency?: string | undefined }

/**
 * A change of money as it holds in a wallet that was relabelled since. One that names no currency is of the currency in
 * which what its author saw is what stands there; undefined where there is none.
 */
export function changeRelabelled<C extends { from: Some; to: Some }>(
  change: C,
  now: { amount: number },
  wallet: Labelled,
): C | undefined {
  const { from, to } = change
  if (to.currency !== undefined || wallet.formerly.length === 0 || from.amount === now.amount) {
    const there = relabelledOrRefused(to, wallet)
    return { ...change, from: relabelled(from, wallet) ?? from, to: there }
  }
  const currency = wallet.formerly.find(
    (code) => sameFigure(from.amount ?? 0, code, wallet.currency) === now.amount,
  )
  if (currency === undefined) return undefined
  const { amount } = relabelledOrRefused({ ...to, currency }, wallet)
  return { ...change, from: { amount: now.amount }, to: { amount } }
}

function isFormer(currency: string, wallet: Labelled): boolean {
  return currency !== wallet.currency && wallet.formerly.includes(currency)
}

/**
 * Writes a wallet, its expenses, its trash and its open questions in another currency, the figures as they are. Refuses,
 * before anything is written, several members, more than `mostRelabelled` expenses, and figures that it cannot hold.
 */
export async function relabel(tx: Tx, wallet: Row<'wallet'>, to: string): Promise<void> {
  const { spaceId, id, currency } = wallet
  const members = await tx.list('member', spaceId, { deletedAt: null }, 2)
  if (members.length > 1) {
    throw refused('wallet_shared')
  }
  // One that was moved is another wallet's now.
  const expenses = await tx.list('expense', spaceId, { movedTo: null }, mostRelabelled + 1)
  if (expenses.length > mostRelabelled) {
    throw refused('wallet_large', { most: mostRelabelled })
  }
  const asked = (entity: string) => tx.list('conflict', spaceId, { entity }, 2 * mostRelabelled)
  const questions = [...(await asked('expense')), ...(await asked('limit'))]
  const formerly = formerlyChange(wallet, to)
  const next = { currency: to, ...formerly.to }
  const budgets = await tx.list('budget', spaceId, {}, mostBudgets)
  const limits = await tx.list('limit', spaceId, {}, mostRelabelled + 1)
  if (limits.length > mostRelabelled) throw refused('wallet_large', { most: mostRelabelled })
  const written = expenses.map((row) => ({ row, money: moneyChange(row, next) }))
  const limited = limits.map((row) => ({ row, money: moneyChange(row, next) }))
  const label = { from: { currency }, to: { currency: to } }
  await tx.rewrite('wallet', { spaceId, id }, { currency: label, formerly })
  await Promise.all(budgets.map((row) => tx.rewrite('budget', keyOf(row), { currency: label })))
  await Promise.all([
    ...limited.map(({ row, money }) => tx.rewrite('limit', keyOf(row), { money })),
    ...written.map(({ row, money }) => tx.rewrite('expense', keyOf(row), { money })),
    ...questions.map((row) => {
      const kept = { from: { kept: row.kept }, to: { kept: keptIn(row, next) } }
      return tx.rewrite('conflict', keyOf(row), { kept })
    }),
  ])
}

/** The change that writes the money of an expense or a limit in the currency that its wallet has by now; refused where that cannot hold its figure. */
function moneyChange<A extends number | null>(
  { amount, currency }: { amount: A; currency: string },
  wallet: Labelled,
) {
  const from = { amount, currency }
  const to = relabelled(from, wallet)
  if (to) return { from, to }
  const figure = `${toDecimal(amount ?? 0, currency)} ${currency}`
  throw refused('currency_coarse', { currency: wallet.currency, figure }, 'to')
}

function keptIn({ kept }: Row<'conflict'>, wallet: Labelled): Row<'conflict'>['kept'] {
  return kept.map((one) => ({ ...one, values: relabelled(one.values, wallet) ?? one.values }))
}

function keyOf({ spaceId, id }: { spaceId: string; id: string }) {
  return { spaceId, id }
}
