import { useMemo, useState } from 'react'
import type { Habits } from '@/lib/client/hooks/habits'
import { parseAmount } from '@/lib/core/amount'
import { likelyCategories } from '@/lib/domain/expenses/likely'
import type { Draft } from './draft'

/**
 * The order of the tiles of a new expense: by all that the form begins with, and again by the amount and the note at
 * `renew`, to be called where the person goes on to another field than the tiles. While something is typed (`hold`) none
 * moves: a tile pressed because another one has just taken its place would be the wrong category, unnoticed. `restart` is
 * for the next expense.
 */
export function useTileOrder(
  draft: Draft,
  habits: Habits | undefined,
  currency: string | undefined,
) {
  const [told, setTold] = useState<Pick<Draft, 'amount' | 'note'>>()
  const { amount, note } = told ?? draft
  const ids = useMemo(() => {
    const read = currency ? parseAmount(amount, currency) : undefined
    const known = read?.ok ? { note, amount: read.amount } : { note }
    return habits && likelyCategories(habits.past, { ...habits.moment, ...known })
  }, [habits, currency, amount, note])
  return {
    ids,
    hold: () => setTold((now) => now ?? draft),
    renew: () => setTold((now) => now && draft),
    restart: () => setTold(undefined),
  }
}
