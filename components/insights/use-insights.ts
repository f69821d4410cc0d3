import { useEffect, useMemo, useState } from 'react'
import { useLast } from '@/components/ui/use-last'
import { useCategoriesOf } from '@/lib/client/hooks/categories'
import { useInQuestionOf } from '@/lib/client/hooks/conflicts'
import { useIsLoading } from '@/lib/client/hooks/expenses'
import { areCellsKnown, useCells, useExpensesOf, useNoted } from '@/lib/client/hooks/insights'
import { useBeginnings } from '@/lib/client/hooks/preferences'
import { useKnownUnsent } from '@/lib/client/hooks/status'
import { useCurrentWallet, useWallets } from '@/lib/client/hooks/wallets'
import { whenIdle } from '@/lib/client/page/idle'
import type { Days } from '@/lib/core/dates'
import type { Row } from '@/lib/domain/entities'
import type { Cell } from '@/lib/domain/summaries/cells'
import { totalsByNote } from '@/lib/domain/summaries/figures'
import type { Beginnings } from '@/lib/domain/summaries/periods'
import type { Shown } from './insights-address'
import { type Figures, figuresOf, lastMonths, monthsOf, partsBy } from './insights-figures'
import { countedCells, countedRows, type LeftOut, type Lens, lensOf, monthsOut } from './lens'
import { reachOf, type Spans, spansOf } from './spans'

/** What the page shows of some wallets and a period. */
export type Insights = Spans & {
  shown: Shown
  spans: Spans
  /** The ids of the wallets that count. */
  ids: readonly string[]
  lens: Lens
  out: LeftOut
  begins: Required<Beginnings>
  /** The months that are drawn, and what tells whether the first of them is whole; none until they are read. */
  months: readonly Days[]
  cells: readonly Cell[]
  byCategory: Figures
  /** The expenses that the server does not have as they are here. */
  unsent: readonly Row<'expense'>[]
  /** The dates whose totals hang on what somebody is to decide. */
  asked: ReadonlySet<string>
  isLoading: boolean
}

/** The wallets of the page, and its figures: undefined until they are read, and then the last ones until the next are. */
export function useInsights(shown: Shown, today: string) {
  const { wallets, ...choice } = useCountedWallets(shown)
  const ids = useMemo(() => wallets.map(({ id }) => id), [wallets])
  const known = useCategoriesOf(ids)
  const lens = useMemo(() => known && lensOf(wallets, known), [wallets, known])
  const begins = useBeginnings()
  const spans = useMemo(() => spansOf(shown, today, begins), [shown, today, begins])
  const until = spans.period.to < today ? spans.period.to : today
  const months = useMemo(() => lastMonths(until, shown, begins), [until, shown, begins])
  const expenses = useExpensesOf(ids, shown.without)
  const wide = useMemo(
    () => around([reachOf(spans), ...months, yearsTo(until)]),
    [spans, months, until],
  )
  const isDrawn = useDrawn()
  const isWide = isDrawn || areCellsKnown(ids, wide)
  const days = useMemo(() => (isWide ? wide : reachOf(spans)), [isWide, wide, spans])
  const read = useCells(ids, days)
  const isLoading = useIsLoading(days.from, ids)
  const unsent = useUnsentOf(ids)
  const asked = useInQuestionOf(ids)?.dates
  const figures = useMemo(() => {
    if (!read || !lens || !expenses) return undefined
    const out = { ids: shown.without, expenses, startsOn: begins.monthStartsOn }
    const cells = countedCells(lens, read, out, days)
    const byCategory = figuresOf(cells, spans, partsBy('category'))
    const known = { shown, spans, ids, lens, out, begins, cells, byCategory, isLoading }
    return { ...spans, ...known, months: isWide ? months : [] }
  }, [read, lens, expenses, shown, begins, days, spans, ids, isWide, months, isLoading])
  const insights = useMemo<Insights | undefined>(
    () => figures && unsent && asked && { ...figures, unsent, asked },
    [figures, unsent, asked],
  )
  return { ...choice, begins, spans, insights: useLast(insights) }
}

/** The expenses of some wallets that the server does not have as they are here; undefined until they are known. */
function useUnsentOf(ids: readonly string[]) {
  const unsent = useKnownUnsent()
  const named = useMemo(() => [...(unsent ?? [])], [unsent])
  const rows = useExpensesOf(ids, named)
  return unsent && rows
}

/**
 * Whether the page has been drawn: first only what it was opened for is read, and then what one turns to next, so that it is
 * there already.
 */
function useDrawn(): boolean {
  const [isDrawn, setDrawn] = useState(false)
  useEffect(() => whenIdle(() => setDrawn(true)), [])
  return isDrawn
}

/** The year of a date, and the two before it. */
function yearsTo(date: string): Days {
  const year = Number(date.slice(0, 4))
  return { from: `${year - 2}-01-01`, to: `${year}-12-31` }
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

/** The figures parted as the page asks for, and what a part is called where it is a note; undefined until they are read. */
export function useParted({ cells, spans, lens, out, ids, byCategory, shown }: Insights) {
  const { parting } = shown
  const days = useMemo(() => reachOf(spans), [spans])
  const read = useNoted(ids, days, parting === 'note')
  const parted = useMemo(() => {
    if (parting === 'category') return { parting, figures: byCategory }
    if (parting === 'weekday')
      return { parting, figures: figuresOf(cells, spans, partsBy(parting)) }
    if (!read) return undefined
    const rows = countedRows(lens, read, out)
    return {
      parting,
      figures: figuresOf(rows, spans, totalsByNote),
      notes: new Map([...totalsByNote(rows)].map(([key, { note }]) => [key, note])),
    }
  }, [parting, byCategory, cells, spans, read, lens, out])
  return useLast(parted)
}

/** What was spent in the months up to the one that a period ends in, or that today is in where it goes on; undefined until they are read. */
export function useMonths({ cells, months, out, begins, shown }: Insights, today: string) {
  const { trend } = shown
  return useMemo(() => {
    if (months.length === 0) return undefined
    const its = trend ? cells.filter(({ categoryId }) => categoryId === trend) : cells
    const gone = monthsOut(out)
    return { ...monthsOf(its, months, { today, out: gone, begins }), gone }
  }, [cells, months, out, trend, today, begins])
}

/** From the first to the last day of some spans. */
function around(spans: readonly Days[]): Days {
  const days = spans.flatMap(({ from, to }) => [from, to]).sort()
  return { from: days[0] ?? '', to: days.at(-1) ?? '' }
}
