'use client'

import {
  type LimitedBudget,
  readBudgets,
  readSpent,
  renewSpent,
  type SpentWallet,
} from '@/lib/client/reads/budgets'
import { query } from '@/lib/client/reads/queries'
import { useLive } from './live'

const budgets = query('budgets', ['budget', 'limit'], readBudgets)

/** The budgets of this device's person and of their wallets, with their limits, by name. */
export function useBudgets(): LimitedBudget[] | undefined {
  return useLive(budgets, [])
}

const spent = query(
  'spent',
  (_from: string, _to: string) => ['expense', 'wallet', 'category'],
  async (replica, from, to) => ({ from, to, wallets: await readSpent(replica, { from, to }) }),
  {
    renew: (former, written, from, to) => {
      const wallets = renewSpent(former.wallets, written, { from, to })
      return wallets && { from, to, wallets }
    },
  },
)

/** What was spent in all wallets between two dates, or in more: the former answer stays as long as it holds them. */
export function useSpent(
  from: string | undefined,
  to: string | undefined,
): SpentWallet[] | undefined {
  const known = useLive(spent, from && to ? [from, to] : undefined, { keep: true })
  return known && from && to && known.from <= from && known.to >= to ? known.wallets : undefined
}
