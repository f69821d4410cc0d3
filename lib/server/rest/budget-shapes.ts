import 'server-only'
import * as z from 'zod'
import { AppError, invalidField } from '@/lib/core/errors'
import { fromDecimal, type Sum, toDecimal } from '@/lib/core/money'
import { periodKinds, rollovers } from '@/lib/domain/budgets/rules'
import type { Key, Tx } from '@/lib/domain/mutation'
import type { Ctx } from '../auth/ctx'
import { type BudgetRow, findBudgets, type PeriodNow } from '../reads/budgets'
import { currencyOf, onlyOne } from '../reads/spaces'
import { readNames } from '../reads/summaries'
import { etag } from './call'
import type { Answer } from './endpoint'
import { decimal, instant, uuid } from './shapes'

const date = z.string().meta({ format: 'date' })

/** A budget in an answer. */
export const budgetShape = z.strictObject({
  id: uuid,
  name: z.string(),
  walletId: uuid.nullable(),
  categories: z.array(z.strictObject({ walletId: uuid, categoryId: uuid })).nullable(),
  period: z.enum(periodKinds),
  startsOn: z.int().min(1).max(31),
  rollover: z.enum(rollovers),
  since: date,
  currency: z.string(),
  createdAt: instant,
  updatedAt: instant,
  rev: z.int().min(0),
})

/** A limit in an answer. */
export const limitShape = z.strictObject({ from: date, amount: decimal.nullable() })

/** A period of a budget in an answer. */
export const periodShape = z.strictObject({
  from: date,
  to: date,
  limit: decimal.nullable(),
  carry: decimal,
  spent: decimal,
  left: decimal.nullable(),
  perDay: decimal.nullable(),
})

type Shown = Omit<
  BudgetRow,
  'healedRev' | 'healedEpoch' | 'createdBy' | 'updatedBy' | 'movedTo' | 'deletedAt'
>

/** A budget as REST shows it: a person's own is of no wallet, and one that counts everything names no categories. */
export function showBudget(ctx: Ctx, row: Shown): z.infer<typeof budgetShape> {
  const { id, spaceId, name, scope, period, startsOn, rollover, since, currency } = row
  const { createdAt, updatedAt, rev } = row
  const walletId = spaceId === ctx.userId ? null : spaceId
  const categories = scope === 'all' ? null : row.categories
  const counted = { walletId, categories }
  const rhythm = { period, startsOn, rollover, since, currency }
  return { id, name, ...counted, ...rhythm, createdAt, updatedAt, rev }
}

/** A period of a budget as REST shows it. */
export function showPeriod(
  { from, to, limit, carry, spent, left, perDay }: PeriodNow,
  currency: string,
): z.infer<typeof periodShape> {
  const shown = (sum: Sum | null) => showLimit(sum, currency)
  const [ahead, used] = [toDecimal(carry, currency), toDecimal(spent, currency)]
  return {
    from,
    to,
    limit: shown(limit),
    carry: ahead,
    spent: used,
    left: shown(left),
    perDay: shown(perDay),
  }
}

/** The answer that shows a budget, from within the transaction that wrote it. */
export async function answerBudget(ctx: Ctx, tx: Tx, key: Key, status: 200 | 201): Promise<Answer> {
  const row = await tx.get('budget', key)
  if (!row) throw new Error('A budget that was just written is there.')
  const headers: Record<string, string> = { etag: etag(row.rev) }
  if (status === 201) headers.location = `/api/v1/budgets/${row.id}`
  return { status, body: showBudget(ctx, row), headers }
}

/** One of the caller's budgets by id. */
export async function theBudget(ctx: Ctx, id: string, walletId?: string, deleted = false) {
  return onlyOne(await findBudgets(ctx, id, walletId, { deleted }))
}

/** Refuses categories that the caller does not have, or whose wallet is in another currency than the budget. */
export async function checkCounted(
  ctx: Ctx,
  categories: readonly { walletId: string; categoryId: string }[],
  currency: string,
): Promise<void> {
  const names = new Map<string, Awaited<ReturnType<typeof readNames>>>()
  for (const [at, { walletId, categoryId }] of categories.entries()) {
    const path = `categories.${at}`
    if (ctx.spaces.get(walletId)?.kind !== 'wallet') {
      throw invalidField(`${path}.walletId`, 'is not one of your wallets')
    }
    const other = currencyOf(ctx, walletId)
    if (other !== currency) {
      throw invalidField(`${path}.walletId`, `is in ${other}, and the budget is in ${currency}`)
    }
    const its = names.get(walletId) ?? (await readNames(walletId))
    names.set(walletId, its)
    if (its.get(categoryId)?.deletedAt !== null)
      throw invalidField(`${path}.categoryId`, 'is not a category of that wallet')
  }
}

/** An amount in an answer, where there is one. */
export function showLimit(sum: Sum | null, currency: string): string | null {
  return sum === null ? null : toDecimal(sum, currency)
}

/** A limit as a script writes it, in minor units; null is none. */
export function limitOf(amount: string | number | null, currency: string): number | null {
  if (amount === null) return null
  const read = fromDecimal(amount, currency)
  if (read.ok && read.amount > 0) return read.amount
  throw invalidField('amount', read.ok ? 'must be more than 0, or null for no limit' : read.message)
}

/** A span of more periods than one answer holds is refused. */
export function refuseLong(count: number, most: number): void {
  if (count <= most) return
  throw new AppError('invalid', `from and to must hold at most ${most} periods.`, {
    fields: [{ path: 'to', message: `must be at most ${most} periods after from` }],
  })
}
