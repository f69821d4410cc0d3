import { useMemo } from 'react'
import { useCategoriesOf } from '@/lib/client/hooks/categories'
import { useIsLoading } from '@/lib/client/hooks/expenses'
import { useCells, useExpensesOf, useNoted } from '@/lib/client/hooks/insights'
import { useBeginnings } from '@/lib/client/hooks/preferences'
import { useCurrentWallet, useWallets } from '@/lib/client/hooks/wallets'
import { totalsByNote } from '@/lib/domain/summaries/figures'
import type { Shown } from './insights-address'
import { figuresOf, lastMonths, monthsOf, paceOf, partsBy } from './insights-figures'
import { countedCells, countedRows, type LeftOut, lensOf, monthsOut } from './lens'
import { reachOf, spansOf } from './spans'

export type Insights = ReturnType<typeof useInsights>

/** All that the page shows of some wallets and a period; what is not read yet is undefined. */
export function useInsights(shown: Shown, today: string) {
  const { wallets, ...choice } = useCountedWallets(shown)
  const ids = useMemo(() => wallets.map(({ id }) => id), [wallets])
  const known = useCategoriesOf(ids)
  const lens = useMemo(() => known && lensOf(wallets, known), [wallets, known])
  const begins = useBeginnings()
  const spans = useMemo(() => spansOf(shown, today, begins), [shown, today, begins])
  const days = useMemo(() => reachOf(spans), [spans])
  const expenses = useExpensesOf(ids, shown.without)
  const out = useMemo<LeftOut | undefined>(
    () => expenses && { ids: shown.without, expenses, startsOn: begins.monthStartsOn },
    [expenses, shown.without, begins],
  )
  const read = useCells(ids, days)
  const cells = useMemo(
    () => (read && lens && out ? countedCells(lens, read, out, days) : undefined),
    [read, lens, out, days],
  )
  const byCategory = useMemo(
    () => cells && figuresOf(cells, spans, partsBy('category')),
    [cells, spans],
  )
  const isLoading = useIsLoading(days.from, ids)
  return { ...spans, ...choice, spans, ids, lens, begins, out, cells, byCategory, isLoading }
}

const none: never[] = []

/** The wallets whose expenses count: the one on show, or all of its currency. */
function useCountedWallets({ all }: Shown) {
  const everything = useWallets()
  const { wallet, choose } = useCurrentWallet()
  const alike = useMemo(
    () => everything?.filter(({ currency }) => currency === wallet?.currency) ?? none,
    [everything, wallet?.currency],
  )
  const wallets = useMemo(() => (all ? alike : wallet ? [wallet] : none), [all, alike, wallet])
  return { everything: everything ?? none, wallet, choose, alike, wallets }
}

/** The pace of a period. */
export function usePace({ cells, spans }: Insights) {
  return useMemo(() => cells && paceOf(cells, spans), [cells, spans])
}

/** The figures parted as the page asks for, and what a part is called where it is a note; undefined until they are read. */
export function useParted({ cells, spans, lens, out, ids, byCategory }: Insights, shown: Shown) {
  const { parting } = shown
  const days = useMemo(() => reachOf(spans), [spans])
  const read = useNoted(ids, days, parting === 'note')
  return useMemo(() => {
    if (parting === 'category') return byCategory && { figures: byCategory }
    if (parting === 'weekday')
      return cells && { figures: figuresOf(cells, spans, partsBy(parting)) }
    if (!read || !lens || !out) return undefined
    const rows = countedRows(lens, read, out)
    return {
      figures: figuresOf(rows, spans, totalsByNote),
      notes: new Map([...totalsByNote(rows)].map(([key, { note }]) => [key, note])),
    }
  }, [parting, byCategory, cells, spans, read, lens, out])
}

/** The months up to the one that a period ends in, or that today is in where it goes on; undefined until they are read. */
export function useMonths(insights: Insights, shown: Shown, today: string) {
  const { ids, lens, out, period, begins } = insights
  const until = period.to < today ? period.to : today
  const months = useMemo(() => lastMonths(until, shown, begins), [until, shown, begins])
  const days = useMemo(
    () => ({ from: months[0]?.from ?? until, to: months.at(-1)?.to ?? until }),
    [months, until],
  )
  const read = useCells(ids, days)
  const isLoading = useIsLoading(days.from, ids)
  const { trend } = shown
  return useMemo(() => {
    if (!read || !lens || !out) return undefined
    const cells = countedCells(lens, read, out, days)
    const its = trend ? cells.filter(({ categoryId }) => categoryId === trend) : cells
    const gone = monthsOut(out)
    return { ...monthsOf(its, months, { today, out: gone, begins }), gone, isLoading }
  }, [read, lens, out, days, trend, months, today, begins, isLoading])
}
