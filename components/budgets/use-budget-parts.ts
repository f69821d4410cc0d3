import { useHere } from '@/components/parts/here'
import { useSpent } from '@/lib/client/hooks/budgets'
import { useSettings } from '@/lib/client/hooks/preferences'
import { useCurrentWallet } from '@/lib/client/hooks/wallets'
import type { SpentWallet } from '@/lib/client/reads/budgets'

/** What a budget's form needs beside the budget: whose it is, and what there is to be counted. */
export type BudgetParts = {
  person: string
  wallets: readonly SpentWallet[]
  /** Of the wallet on show, in which a new budget is. */
  currency: string
  today: string
  locale: string
}

/** The same; undefined until all of it is read. */
export function useBudgetParts(): BudgetParts | undefined {
  const { today, locale } = useHere()
  const person = useSettings()?.id
  const { wallet } = useCurrentWallet()
  const wallets = useSpent(today, today)
  if (!person || !wallet || !wallets || !today) return undefined
  return { person, wallets, currency: wallet.currency, today, locale }
}
