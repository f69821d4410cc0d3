import 'server-only'
import { addMonths } from '@/lib/core/dates'
import { derivedId } from '@/lib/core/derived-ids'
import { dateIn } from '@/lib/core/time-zones'
import { registerAccount } from './auth/accounts'
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
}
