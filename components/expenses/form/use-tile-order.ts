import { useMemo, useState } from 'react'
import type { Habits } from '@/lib/client/hooks/habits'
import { likelyCategories } from '@/lib/domain/expenses/likely'

/** What is known of a new expense; an amount that is still to be read is null. */
type Known = { note: string; amount: number | null | undefined }

/**
 * The order of the tiles of a new expense: by all that the form begins with, and again by the amount and the note at
 * `renew`, to be called where the person goes on to another field than the tiles. While something is typed (`hold`) none
 * moves: a tile pressed because another one has just taken its place would be the wrong category, unnoticed. `restart` is
 * for the next expense.
 */
export function useTileOrder(known: Known, habits: Habits | undefined) {
  const [told, setTold] = useState<Known>()
  const { amount, note } = told ?? known
  const ids = useMemo(() => {
    if (!habits || amount === null) return undefined
    return likelyCategories(habits.past, { ...habits.moment, note, amount })
  }, [habits, amount, note])
  return {
    ids,
    hold: () => setTold((now) => now ?? known),
    renew: () => setTold((now) => now && known),
    restart: () => setTold(undefined),
  }
}
