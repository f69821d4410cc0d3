'use client'

import { useState } from 'react'
import { MonthHeading } from '@/components/expenses/month/month-heading'
import { SearchBar } from '@/components/expenses/search/search-bar'
import { useSelection } from '@/components/expenses/selection/selection'
import { useHere } from '@/components/parts/here'
import { latePart } from '@/components/parts/screen/late-part'
import { askAheadForList } from './ask-ahead'
import { HistoryBody } from './history-body'
import { HistoryPlaces } from './history-places'
import { useHistory } from './use-history'
import { useListController } from './use-list-controller'
import { useScrollWindow } from './use-scroll-window'

const Searching = latePart(() =>
  import('@/components/expenses/search/searching').then((file) => file.Searching),
)
const SelectionBar = latePart(() =>
  import('@/components/expenses/selection/selection-bar').then((file) => file.SelectionBar),
)

if (typeof window !== 'undefined') askAheadForList()

type Props = {
  /** Whether a sheet lies over it. */
  covered: boolean
  /** What the address says of the list; null where it is not the list's, or not known yet. */
  query: URLSearchParams | null
}

/** The list of a wallet's expenses, with the search above it. */
export function HistoryColumn({ covered, query }: Props) {
  const { today } = useHere()
  const history = useHistory(query)
  const { wallet, wallets, categories, filters, change, narrowed, found, days } = history
  const place = `${wallet?.id} ${found ? JSON.stringify(filters) : ''}`
  const { scroller, list, top, bottom, date, look } = useScrollWindow(days.layout, place)
  const walletId = wallet?.id ?? ''
  const { controller, onClick } = useListController({ scroller, walletId, filters, found })
  const selection = useSelection()
  // Under the sheet that the app was opened with nobody sees rows; they are drawn when it goes.
  const [seen, setSeen] = useState(!covered)
  if (!covered && !seen) setSeen(true)
  return (
    <div
      inert={covered}
      className="flex min-h-0 min-w-0 grow flex-col bg-sheet lg:border-l lg:border-line"
    >
      <header className="flex-none px-sides pt-top pb-3 lg:flex lg:min-h-18 lg:items-start lg:px-8 lg:pt-3.5 lg:pb-3">
        <MonthHeading
          months={history.months}
          filters={filters}
          onChange={change}
          currency={wallet?.currency}
          date={date}
          span={history.span}
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
        {seen ? (
          <HistoryBody
            {...{ history, list, top, bottom }}
            openId={query?.get('id') ?? null}
            onChoose={controller.select}
          />
        ) : (
          <HistoryPlaces />
        )}
      </div>
      {narrowed && wallet && categories && today && (
        <Searching
          wallet={wallet}
          categories={categories}
          filters={filters}
          onFound={history.setAnswer}
        />
      )}
      {selection && selection.walletId === walletId && wallet && wallets && (
        <SelectionBar selection={selection} wallet={wallet} wallets={wallets} />
      )}
    </div>
  )
}
