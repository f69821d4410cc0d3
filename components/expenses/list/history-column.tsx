'use client'

import { useState } from 'react'
import { type Filters, isNarrowed, noFilters } from '@/components/expenses/search/filters'
import { FoundPlaces } from '@/components/expenses/search/found-places'
import { SearchBar } from '@/components/expenses/search/search-bar'
import type { FoundIn } from '@/components/expenses/search/searching'
import { useFilters } from '@/components/expenses/search/use-filters'
import { select, useSelection } from '@/components/expenses/selection/selection'
import { useHere } from '@/components/parts/here'
import { latePart } from '@/components/parts/screen/late-part'
import { useLinkedWallet } from '@/components/parts/wallet/use-linked-wallet'
import { useCategories } from '@/lib/client/hooks/categories'
import { useInQuestion } from '@/lib/client/hooks/conflicts'
import { useHorizon, useLastBegun, useMonths } from '@/lib/client/hooks/expenses'
import type { Found } from '@/lib/client/hooks/search'
import { useCurrentWallet, useIsMissing, useWallets } from '@/lib/client/hooks/wallets'
import { HistoryList } from './history-list'
import { HistoryPlaces } from './history-places'
import { MonthHeading } from './month-heading'
import { MonthSummary } from './month-summary'
import { useDays } from './use-days'
import { useListController } from './use-list-controller'
import { useScrollWindow } from './use-scroll-window'

// Nobody needs these to begin.
const FoundSummary = latePart(
  () => import('@/components/expenses/search/found-summary').then((file) => file.FoundSummary),
  FoundPlaces,
)
const NothingFound = latePart(() =>
  import('@/components/expenses/search/nothing-found').then((file) => file.NothingFound),
)
const EmptyHistory = latePart(
  () => import('./empty-history').then((file) => file.EmptyHistory),
  () => <div className="min-h-112 grow" />,
)
const PlannedLine = latePart(
  () => import('./planned-line').then((file) => file.PlannedLine),
  () => <div className="h-12 flex-none border-b border-line" />,
)
const ElsewhereNotice = latePart(() =>
  import('./elsewhere-notice').then((file) => file.ElsewhereNotice),
)
const Searching = latePart(() =>
  import('@/components/expenses/search/searching').then((file) => file.Searching),
)
const SelectionBar = latePart(() =>
  import('@/components/expenses/selection/selection-bar').then((file) => file.SelectionBar),
)

type Props = {
  /** Whether a sheet lies over it. */
  covered: boolean
  /** What the address says of the list; null where it is not the list's, or not known yet. */
  query: URLSearchParams | null
}

/** The list of a wallet's expenses, with the search above it. */
export function HistoryColumn({ covered, query }: Props) {
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
  const [answer, setAnswer] = useState<FoundIn | null>()
  const narrowed = isNarrowed(filters)
  const found = narrowed && answer !== null ? (answer ?? nothingYet) : undefined
  const {
    layout,
    planned,
    isOpen,
    toggle: fold,
  } = useDays(months, found, useLastBegun(wallet?.id, today))
  const place = `${wallet?.id} ${found ? JSON.stringify(filters) : ''}`
  const { scroller, list, top, bottom, date, look } = useScrollWindow(layout, place)
  const walletId = wallet?.id ?? ''
  const several = (wallets?.length ?? 0) > 1
  const change = (next: Filters) => {
    setFilters({ ...next, wallet: several && isNarrowed(next) ? walletId : '' })
  }
  // What was found in another wallet, or before, is no answer.
  const asked = narrowed ? walletId : ''
  const [lastAsked, setLastAsked] = useState(asked)
  if (asked !== lastAsked) {
    setLastAsked(asked)
    setAnswer(undefined)
  }
  const selection = useSelection()
  const selected = selection?.walletId === walletId ? selection : undefined
  const empty = layout.days.length === 0
  // Under the sheet that the app was opened with nobody sees rows; they are drawn when it goes.
  const [seen, setSeen] = useState(!covered)
  if (!covered && !seen) setSeen(true)

  const { controller, onClick } = useListController({ scroller, walletId, filters, found })

  return (
    <div
      inert={covered}
      className="flex min-h-0 min-w-0 grow flex-col bg-sheet lg:border-l lg:border-line"
    >
      <header className="flex-none px-sides pt-top pb-3 lg:flex lg:min-h-18 lg:items-start lg:px-8 lg:pt-3.5 lg:pb-3">
        <MonthHeading
          months={months}
          filters={filters}
          onChange={change}
          currency={wallet?.currency}
          date={date}
          span={narrowed && answer !== null ? (answer?.span ?? filters) : undefined}
        />
        <SearchBar filters={filters} onChange={change} categories={categories} />
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the links in it are pressed; Enter on them is a click */}
      <div
        id="history"
        ref={scroller}
        onScroll={look}
        onClick={onClick}
        className="relative flex min-h-0 grow flex-col overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        {seen &&
        wallet &&
        wallets &&
        months &&
        today &&
        inQuestion &&
        (found || !empty || planned.length > 0 || horizon === null) ? (
          <>
            {missing && <ElsewhereNotice instead={wallet.name} />}
            {found ? (
              <FoundSummary
                found={found}
                done={found.done && horizon === null}
                filters={filters}
                onChange={change}
                onSelectAll={() => select(walletId, found.days.flatMap(entriesOf))}
                wallet={wallet}
                several={several}
              />
            ) : (
              <MonthSummary
                months={months}
                wallet={wallet}
                wallets={wallets}
                onWallet={choose}
                inQuestion={inQuestion}
                horizon={horizon}
              />
            )}
            {!found && planned.length > 0 && (
              <PlannedLine
                days={planned}
                open={isOpen}
                onToggle={fold}
                currency={wallet.currency}
              />
            )}
            {empty && found && (
              <NothingFound
                done={found.done && horizon === null}
                onClear={() => change(noFilters)}
              />
            )}
            {empty && !found && planned.length === 0 && <EmptyHistory />}
            {!empty && (
              <HistoryList
                list={list}
                wallet={wallet}
                layout={layout}
                top={top}
                bottom={bottom}
                openId={query?.get('id') ?? null}
                inQuestion={inQuestion}
                found={found}
                selected={selected?.amounts}
                onChoose={controller.select}
              />
            )}
          </>
        ) : (
          <HistoryPlaces />
        )}
      </div>
      {narrowed && wallet && categories && today && (
        <Searching wallet={wallet} categories={categories} filters={filters} onFound={setAnswer} />
      )}
      {selected && wallet && wallets && (
        <SelectionBar selection={selected} wallet={wallet} wallets={wallets} />
      )}
    </div>
  )
}

const nothingYet: Found = { days: [], count: 0, sum: 0, done: false }

function entriesOf({ ids, amounts }: { ids: readonly string[]; amounts: readonly number[] }) {
  return ids.map((id, index) => [id, amounts[index] ?? 0] as const)
}
