import { useEffect, useMemo, useState } from 'react'
import { useCategoriesOf } from '@/lib/client/hooks/categories'
import { useInQuestionOf } from '@/lib/client/hooks/conflicts'
import { useIsLoading } from '@/lib/client/hooks/expenses'
import {
  areCellsKnown,
  type Dear,
  useCells,
  useExpensesOf,
  useFirstDay,
} from '@/lib/client/hooks/insights'
import { useBeginnings } from '@/lib/client/hooks/preferences'
import { useCurrentWallet, useWallets } from '@/lib/client/hooks/wallets'
import { whenIdle } from '@/lib/client/page/idle'
import type { Days } from '@/lib/core/dates'
import type { Cell } from '@/lib/domain/summaries/cells'
import type { Beginnings } from '@/lib/domain/summaries/periods'
import type { Shown } from './insights-address'
import { type Figures, figuresOf, lastMonths, monthsOf, partsBy } from './insights-figures'
import { countedCells, type LeftOut, type Lens, lensOf, monthsOut } from './lens'
import { reachOf, type Spans, spansOf } from './spans'
import { useLarge } from './use-dearest'
import { useLast } from './use-last'
import { type Parted, useParted } from './use-parted'
import { useUnsentIn } from './use-unsent-in'

/** What the figures of the page are made of. */
export type Counted = {
  shown: Shown
  spans: Spans
  /** The ids of the wallets that count. */
  ids: readonly string[]
  lens: Lens
  out: LeftOut
  begins: Required<Beginnings>
  cells: readonly Cell[]
  /** The first day on which anything was ever spent in them. */
  since: string
}

/** All figures of some wallets and a period. */
export type Insights = Counted & {
  byCategory: Figures
  parted: Parted
  /** The dearest expenses, and those that stand apart from the lines of both periods. */
  dearest: readonly Dear[]
  large: { now: readonly Dear[]; other: readonly Dear[] }
  /** How many expenses of the period the server does not have as they are here. */
  unsent: number
  /** The dates whose totals hang on what somebody is to decide. */
  asked: ReadonlySet<string>
  /** Whether expenses of what is compared are still on their way, and of the months. */
  isLoading: boolean
  areMonthsLoading: boolean
  /** The months up to the one that the period ends in; undefined until they are read. */
  months: (ReturnType<typeof monthsOf> & { gone: readonly Days[]; trend: string }) | undefined
}

/**
 * The wallets of the page, and its figures: undefined until they are read, and then the last ones of these wallets until the
 * next are, all of one period.
 */
export function useInsights(shown: Shown, today: string) {
  const { wallets, ...choice } = useCountedWallets(shown)
  const ids = useMemo(() => wallets.map(({ id }) => id), [wallets])
  const known = useCategoriesOf(ids)
  const lens = useMemo(() => known && lensOf(wallets, known), [wallets, known])
  const begins = useBeginnings()
  const spans = useMemo(() => spansOf(shown, today, begins), [shown, today, begins])
  const until = spans.period.to < today ? spans.period.to : today
  const months = useMemo(() => lastMonths(until, shown, begins), [until, shown, begins])
  const near = useMemo(() => reachOf(spans), [spans])
  const wide = useMemo(() => around([near, ...months, yearsTo(until)]), [near, months, until])
  const isDrawn = useDrawn()
  const isWide = isDrawn || areCellsKnown(ids, wide)
  const days = isWide ? wide : near
  const read = useCells(ids, days)
  const since = useFirstDay(ids)
  const expenses = useExpensesOf(ids, shown.without)
  const counted = useMemo<Counted | undefined>(() => {
    if (!read || !lens || !expenses || since === undefined) return undefined
    const out = { ids: shown.without, expenses, startsOn: begins.monthStartsOn }
    const cells = countedCells(lens, read, out, days)
    return { shown, spans, ids, lens, out, begins, cells, since }
  }, [read, lens, expenses, since, shown, begins, days, spans, ids])

  const byCategory = useMemo(
    () => counted && figuresOf(counted.cells, counted.spans, counted.since, partsBy('category')),
    [counted],
  )
  const parted = useParted(counted, byCategory)
  const dear = useLarge(counted)
  const unsent = useUnsentIn(counted)
  const asked = useInQuestionOf(ids)?.dates
  const isLoading = useIsLoading(near.from, ids)
  const areMonthsLoading = useIsLoading(months[0]?.from, ids)
  const drawn = useMemo(
    () => (counted && isWide ? drawnMonths(counted, months, today) : undefined),
    [counted, isWide, months, today],
  )
  const insights = useMemo<Insights | undefined>(() => {
    if (!counted || !byCategory || !parted || !dear || unsent === undefined || !asked)
      return undefined
    const loading = { isLoading, areMonthsLoading }
    return { ...counted, ...dear, ...loading, byCategory, parted, unsent, asked, months: drawn }
  }, [counted, byCategory, parted, dear, unsent, asked, isLoading, areMonthsLoading, drawn])
  return { ...choice, spans, insights: useLast(insights, ids.join()) }
}

function drawnMonths(counted: Counted, months: readonly Days[], today: string) {
  const { shown, cells, lens, out, begins, since } = counted
  const trend = lens.standsFor(shown.trend) ?? ''
  const its = trend ? cells.filter(({ categoryId }) => categoryId === trend) : cells
  const gone = monthsOut(out)
  return { ...monthsOf(its, months, { shown, today, since, out: gone, begins }), gone, trend }
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

/** From the first to the last day of some spans. */
function around(spans: readonly Days[]): Days {
  const days = spans.flatMap(({ from, to }) => [from, to]).sort()
  return { from: days[0] ?? '', to: days.at(-1) ?? '' }
}

const none: never[] = []

/** The wallets whose expenses count: the one on show, or all of its currency where there are several. */
function useCountedWallets(shown: Shown) {
  const everything = useWallets()
  const { wallet, choose } = useCurrentWallet()
  const alike = useMemo(
    () => everything?.filter(({ currency }) => currency === wallet?.currency) ?? none,
    [everything, wallet?.currency],
  )
  const isAll = shown.all && alike.length > 1
  const wallets = useMemo(() => (isAll ? alike : wallet ? [wallet] : none), [isAll, alike, wallet])
  return { everything: everything ?? none, wallet, choose, alike, isAll, wallets }
}
