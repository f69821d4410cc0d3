'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { type MouseEvent, Suspense, useMemo } from 'react'
import { isPlainClick, openPanel, showsPanel } from '@/components/shell/panel-address'
import { useWide } from '@/components/ui/use-media'
import { useLocale, useToday } from '@/lib/client/hooks/clock'
import { useInQuestion } from '@/lib/client/hooks/conflicts'
import { useHorizon, useMonths } from '@/lib/client/hooks/expenses'
import { useCurrentWallet, useWallets } from '@/lib/client/hooks/wallets'
import { monthWord } from './date-words'
import { ExpensePanel, PanelFrame } from './expense-panel'
import { HistoryList } from './history-list'
import { EmptyHistory, HistoryPlaces } from './history-places'
import { MonthSummary } from './month-summary'
import { daysOf } from './months'
import { FormPlaces, PanelHint } from './panel-places'
import { useScrollWindow } from './use-scroll-window'
import { layOutDays } from './windowing'

/** Home: the list, and beside or over it whatever the address opens; the list stays as it is meanwhile. */
export function HistoryScreen() {
  return (
    <div className="flex min-h-0 grow flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_26rem]">
      {/* What the query says is known in the browser only; the static page shows the shapes. */}
      <Suspense fallback={<HistoryColumn covered={false} selectedId={null} />}>
        <AddressedColumn />
      </Suspense>
      <Suspense fallback={<PanelPlaces />}>
        <ExpensePanel />
      </Suspense>
    </div>
  )
}

function PanelPlaces() {
  if (usePathname() !== '/add') return <PanelHint />
  return (
    <PanelFrame title="Add expense" attributes={{}}>
      <FormPlaces />
    </PanelFrame>
  )
}

function AddressedColumn() {
  const path = usePathname()
  const query = useSearchParams()
  const covered = !useWide() && showsPanel(path, query)
  return <HistoryColumn covered={covered} selectedId={path === '/' ? query.get('id') : null} />
}

type ColumnProps = {
  /** Whether a sheet lies over it. */
  covered: boolean
  selectedId: string | null
}

function HistoryColumn({ covered, selectedId }: ColumnProps) {
  const today = useToday()
  const locale = useLocale()
  const wallets = useWallets()
  const { wallet, choose } = useCurrentWallet()
  const months = useMonths(wallet?.id)
  const horizon = useHorizon(wallet?.id)
  const inQuestion = useInQuestion(wallet?.id)
  const layout = useMemo(() => layOutDays(months ? daysOf(months) : []), [months])
  const { scroller, list, top, bottom, look } = useScrollWindow(layout, wallet?.id ?? '')
  const empty = layout.days.length === 0
  return (
    <div
      inert={covered}
      className="flex min-h-0 min-w-0 grow flex-col bg-sheet lg:border-l lg:border-line"
    >
      <header className="flex h-[calc(3.5rem+env(safe-area-inset-top))] flex-none items-center px-5 pt-[env(safe-area-inset-top)] lg:h-18 lg:px-8">
        <h1 className="max-w-[42vw] truncate text-lg font-bold tracking-tight">
          <span className="sr-only">History, </span>
          {today ? monthWord(today, locale) : <MonthPlace />}
        </h1>
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the links in it are pressed; Enter on them is a click */}
      <div
        id="history"
        ref={scroller}
        onScroll={look}
        onClick={openHere}
        className="relative flex min-h-0 grow flex-col overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        {wallet && wallets && months && today && !(empty && horizon !== null) ? (
          <>
            <MonthSummary
              months={months}
              today={today}
              locale={locale}
              wallet={wallet}
              wallets={wallets}
              onWallet={choose}
              inQuestion={inQuestion}
            />
            {empty ? (
              <EmptyHistory />
            ) : (
              <HistoryList
                list={list}
                wallet={wallet}
                layout={layout}
                top={top}
                bottom={bottom}
                today={today}
                locale={locale}
                selectedId={selectedId}
                inQuestion={inQuestion}
              />
            )}
          </>
        ) : (
          <HistoryPlaces />
        )}
      </div>
    </div>
  )
}

function MonthPlace() {
  return <span aria-hidden="true" className="block h-4 w-28 rounded-full bg-line" />
}

// One handler for all rows: a row is a link, opened here without asking the server.
function openHere(event: MouseEvent) {
  if (!isPlainClick(event) || !(event.target instanceof Element)) return
  const link = event.target.closest<HTMLAnchorElement>('a[data-expense], a[data-panel]')
  if (!link) return
  event.preventDefault()
  openPanel(link.getAttribute('href') ?? '/')
}
