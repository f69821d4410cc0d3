import 'server-only'
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { database } from '@/db/client'
import { budgets, limits } from '@/db/schema/budgets'
import type { Days } from '@/lib/core/dates'
import type { Sum } from '@/lib/core/money'
import { dateIn } from '@/lib/core/time-zones'
import { type CountedWallet, countedBy, countedIn } from '@/lib/domain/budgets/counting'
import { leftPerDay, limitOn, type Standing, standingsOf } from '@/lib/domain/budgets/figures'
import { budgetNow, neededFor } from '@/lib/domain/budgets/now'
import { budgetPeriod } from '@/lib/domain/budgets/periods'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Key } from '@/lib/domain/mutation'
import type { Ctx } from '../auth/ctx'
import { currencyOf, walletIds } from './spaces'
import { readCells, readNames } from './summaries'

export type BudgetRow = Awaited<ReturnType<typeof readBudgets>>[number]

/** The caller's live budgets by name: their own and those of their wallets, or of one wallet. */
export async function readBudgets(ctx: Ctx, walletId?: string) {
  const spaces = walletId === undefined ? [...ctx.spaces.keys()] : walletIds(ctx, walletId)
  return database()
    .select()
    .from(budgets)
    .where(and(inArray(budgets.spaceId, spaces), isNull(budgets.deletedAt)))
    .orderBy(asc(budgets.name), asc(budgets.id))
}

/** The budgets with an id that are the caller's own or of their wallets, or of one wallet; deleted ones only if asked for. */
export async function findBudgets(
  ctx: Ctx,
  id: string,
  walletId?: string,
  { deleted = false } = {},
): Promise<BudgetRow[]> {
  const spaces = walletId === undefined ? [...ctx.spaces.keys()] : walletIds(ctx, walletId)
  return database()
    .select()
    .from(budgets)
    .where(
      and(
        inArray(budgets.spaceId, spaces),
        eq(budgets.id, id),
        deleted ? undefined : isNull(budgets.deletedAt),
      ),
    )
}

/** The money of a limit of a space that the caller may see; undefined where it was never set. */
export async function readLimit({ spaceId, id }: Key) {
  const { amount, currency } = limits
  const [row] = await database()
    .select({ amount, currency })
    .from(limits)
    .where(and(eq(limits.spaceId, spaceId), eq(limits.id, id)))
  return row
}

/** A period of a budget, and what is left of it per day where it goes on. */
export type PeriodNow = Standing & { perDay: Standing['left'] }

/** The periods of one of the caller's budgets from the one around a date to that around another one, oldest first. */
export async function readPeriods(
  ctx: Ctx,
  budget: BudgetRow,
  { from, to }: Days,
): Promise<PeriodNow[]> {
  const { from: since } = budgetPeriod(budget, budget.rollover === 'off' ? from : budget.since)
  const until = budgetPeriod(budget, to).to
  const set = await database()
    .select({ from: limits.from, amount: limits.amount })
    .from(limits)
    .where(and(eq(limits.spaceId, budget.spaceId), eq(limits.budgetId, budget.id)))
  const wallets = await Promise.all(
    countedWallets(ctx, budget).map((id) => readWallet(ctx, id, { from: since, to: until })),
  )
  const today = dateIn(ctx.timeZone, new Date())
  return standingsOf(budget, set, countedBy(budget, wallets), { from, to }).map((one) => {
    return { ...one, perDay: leftPerDay(one, today) }
  })
}

/** What is left today of the budgets with a limit that may count a wallet, by name. */
export async function readLeft(
  ctx: Ctx,
  walletId: string,
  today: string,
): Promise<{ id: string; name: string; left: Sum; currency: string }[]> {
  const all = await readBudgets(ctx)
  const its = all.filter((budget) => countedWallets(ctx, budget).includes(walletId))
  if (its.length === 0) return []
  const set = await readLimits(its)
  const known = its.map((budget) => ({ budget, limits: limitsOf(budget, set) }))
  // Each wallet once for all budgets.
  const days = neededFor(known, today)
  const counted = new Set(its.flatMap((budget) => countedWallets(ctx, budget)))
  const wallets: CountedWallet[] = []
  if (days) for (const id of counted) wallets.push(await readWallet(ctx, id, days))
  return known.flatMap((one) => {
    const { id, name, currency } = one.budget
    const { left } = budgetNow(one, wallets, today).standing
    return left === null ? [] : [{ id, name, left, currency }]
  })
}

/** The limits of the caller's budgets for one category of a wallet each, in the months that begin on a date, by category. */
export async function readMonthLimits(
  ctx: Ctx,
  walletId: string,
  from: string,
  startsOn: number,
): Promise<Map<string, number>> {
  const its = (await readBudgets(ctx)).filter((budget) => {
    const { scope, categories, period, currency } = budget
    const isOne = scope === 'chosen' && categories.length === 1
    const isMonth = period === 'month' && budget.startsOn === startsOn
    const isHere = categories[0]?.walletId === walletId && currency === currencyOf(ctx, walletId)
    return isOne && isMonth && isHere && budgetPeriod(budget, budget.since).from <= from
  })
  if (its.length === 0) return new Map()
  const set = await readLimits(its)
  const names = await readNames(walletId)
  const found = its.flatMap((budget) => {
    const limit = limitOn(limitsOf(budget, set), from)
    const [counted] = budget.categories
    if (limit === null || !counted) return []
    return [[canonicalId(names, counted.categoryId), limit] as const]
  })
  return new Map(found)
}

/** All limits of the spaces of some budgets. */
function readLimits(its: readonly BudgetRow[]) {
  const { spaceId, budgetId, from, amount } = limits
  return database()
    .select({ spaceId, budgetId, from, amount })
    .from(limits)
    .where(inArray(spaceId, [...new Set(its.map((budget) => budget.spaceId))]))
}

function limitsOf({ spaceId, id }: Key, set: Awaited<ReturnType<typeof readLimits>>) {
  return set.filter((one) => one.budgetId === id && one.spaceId === spaceId)
}

/** Those of the caller's wallets that a budget may count. */
function countedWallets(ctx: Ctx, budget: BudgetRow): string[] {
  const personal = ctx.spaces.get(budget.spaceId)?.kind === 'user'
  return walletIds(ctx).filter((id) => {
    const named = countedIn(budget, { id, currency: currencyOf(ctx, id) }, personal)
    return named.length > 0
  })
}

async function readWallet(ctx: Ctx, id: string, days: Days): Promise<CountedWallet> {
  const cells = await readCells(id, days)
  const names = await readNames(id)
  const leadsTo = (categoryId: string) => canonicalId(names, categoryId)
  return { id, currency: currencyOf(ctx, id), cells, leadsTo }
}
