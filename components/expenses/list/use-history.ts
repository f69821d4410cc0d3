import { useState } from 'react'
import type { FoundIn } from '@/components/expenses/search/searching'
import { useFilters } from '@/components/expenses/search/use-filters'
import { type Filters, isNarrowed } from '@/components/parts/expense/filters'
import { useHere } from '@/components/parts/here'
import { useLinkedWallet } from '@/components/parts/wallet/use-linked-wallet'
import { useCategories } from '@/lib/client/hooks/categories'
import { useInQuestion } from '@/lib/client/hooks/conflicts'
import { useHorizon, useLastBegun, useMonths } from '@/lib/client/hooks/expenses'
import type { Found } from '@/lib/client/hooks/search'
import { useCurrentWallet, useIsMissing, useWallets } from '@/lib/client/hooks/wallets'
import { useDays } from './use-days'

export type History = ReturnType<typeof useHistory>

/**
 * What the list shows of a wallet, as the address asks for it: its days, or what a search found among them. `query` is null
 * where the address is not the list's, or not known yet.
 */
export function useHistory(query: URLSearchParams | null) {
  const { today } = useHere()
  const wallets = useWallets()
  const { wallet, choose } = useCurrentWallet()
  const categories = useCategories(wallet?.id)
  const months = useMonths(wallet?.id)
  const horizon = useHorizon(wallet?.id)
  const inQuestion = useInQuestion(wallet?.id)
  const [filters, setFilters] = useFilters(query)
  useLinkedWallet(filters.wallet, { wallets, wallet, choose })
  const missing = useIsMissing(filters.wallet)
  const walletId = wallet?.id ?? ''
  const narrowed = isNarrowed(filters)
  const [answer, setAnswer] = useAnswer(narrowed ? walletId : '')
  const found = narrowed && answer !== null ? (answer ?? nothingYet) : undefined
  const days = useDays(months, found, useLastBegun(wallet?.id, today))
  const several = (wallets?.length ?? 0) > 1
  return {
    ...{ wallet, wallets, choose, several, missing, categories, months, horizon, inQuestion },
    ...{ filters, narrowed, found, days, setAnswer },
    change: (next: Filters) =>
      setFilters({ ...next, wallet: several && isNarrowed(next) ? walletId : '' }),
    /** The dates that are searched; undefined where nothing is. */
    span: narrowed && answer !== null ? (answer?.span ?? filters) : undefined,
  }
}

const nothingYet: Found = { days: [], count: 0, sum: 0, done: false }

/** What a search found in a wallet, undefined until it did, null where it turned out to ask for nothing. */
function useAnswer(asked: string) {
  const [answer, setAnswer] = useState<FoundIn | null>()
  // What was found in another wallet, or before, is no answer.
  const [lastAsked, setLastAsked] = useState(asked)
  if (asked !== lastAsked) {
    setLastAsked(asked)
    setAnswer(undefined)
  }
  return [answer, setAnswer] as const
}
