import 'server-only'
import { addMonths } from '@/lib/core/dates'
import { derivedId } from '@/lib/core/derived-ids'
import { dateIn } from '@/lib/core/time-zones'
import { registerAccount } from './auth/accounts'
import type { Ctx } from './auth/ctx'
import { systemCtx } from './auth/session-ctx'
import { execute } from './execute'
import { readCategories } from './reads/categories'
import { defaultWalletId } from './reads/spaces'
import { believableSpending } from './seed-spending'

/** Who the demo data belong to. */
export const demoAccount = {
  email: 'demo@example.org',
  password: 'watch every penny',
  name: 'Demo',
}

/** Each expense has its id within it, so that those of one day stand in the same order in every demo. */
const spendingId = '2f0a7c1e-54d8-4b1d-9b7e-0c8c6b1f3a55'

/** Makes an account with some months of believable spending up to today, every row through `execute`. */
export async function seedDemo(months = 6): Promise<void> {
  const { id } = await registerAccount(demoAccount, 'seed')
  const ctx = await systemCtx(id)
  const walletId = defaultWalletId(ctx)
  const idOf = new Map((await readCategories(ctx, walletId)).map((one) => [one.name, one.id]))
  const today = dateIn('UTC', new Date())
  const from = `${addMonths(today.slice(0, 7), -months)}-01`
  const spending = believableSpending(from, today, 7)
  for (const [index, { date, category, amount, note }] of spending.entries()) {
    const categoryId = idOf.get(category)
    if (categoryId === undefined) throw new Error(`The ready categories have no ${category}.`)
    const fields = { amount, currency: 'EUR', rate: null, payers: null, split: null }
    await execute(ctx, 'expense.create', {
      walletId,
      id: derivedId(spendingId, `seed:${index}`),
      fields: { ...fields, date, categoryId, note },
    })
  }
  await seedBudgets(ctx, walletId, idOf, today)
}

type SeededBudget = {
  name: string
  counts?: string[]
  period: 'month' | 'year'
  rollover: 'off' | 'surplus'
  /** In minor units, each with how many months ago it began to hold. */
  limits: [amount: number, monthsAgo: number][]
}

/** One of everything, one that is soon over, one that carries what is left on and was raised, one for the year. */
const seeded: readonly SeededBudget[] = [
  { name: 'Everything', period: 'month', rollover: 'off', limits: [[190_000, 4]] },
  { name: 'Dining', counts: ['Dining'], period: 'month', rollover: 'off', limits: [[9_000, 4]] },
  {
    ...{ name: 'Groceries', counts: ['Groceries'], period: 'month', rollover: 'surplus' },
    limits: [
      [26_000, 4],
      [30_000, 1],
    ],
  },
  {
    name: 'Fun',
    counts: ['Entertainment', 'Shopping'],
    period: 'month',
    rollover: 'off',
    limits: [[20_000, 4]],
  },
  { name: 'Holidays', counts: ['Travel'], period: 'year', rollover: 'off', limits: [[60_000, 0]] },
]

async function seedBudgets(
  ctx: Ctx,
  walletId: string,
  idOf: ReadonlyMap<string, string>,
  today: string,
): Promise<void> {
  const spaceId = ctx.userId
  for (const { name, counts, period, rollover, limits } of seeded) {
    const id = derivedId(spendingId, `budget:${name}`)
    const began = addMonths(today.slice(0, 7), -Math.max(...limits.map(([, ago]) => ago)))
    const since = period === 'year' ? `${today.slice(0, 4)}-01-01` : `${began}-01`
    const categories = (counts ?? []).map((one) => ({ walletId, categoryId: idOf.get(one) }))
    const rhythm = { period, startsOn: 1, rollover, since, currency: 'EUR' }
    const scope = counts ? 'chosen' : 'all'
    await execute(ctx, 'budget.create', {
      spaceId,
      id,
      fields: { name, scope, categories, ...rhythm },
    })
    for (const [amount, ago] of limits) {
      const from = period === 'year' ? since : `${addMonths(today.slice(0, 7), -ago)}-01`
      const money = { from: null, to: { amount, currency: 'EUR' } }
      await execute(ctx, 'limit.set', { spaceId, budgetId: id, from, money })
    }
  }
}
