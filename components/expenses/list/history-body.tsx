import type { RefObject } from 'react'
import { MonthSummary } from '@/components/expenses/month/month-summary'
import { FoundPlaces } from '@/components/expenses/search/found-places'
import { select, useSelection } from '@/components/expenses/selection/selection'
import { noFilters } from '@/components/parts/expense/filters'
import { useHere } from '@/components/parts/here'
import { latePart } from '@/components/parts/screen/late-part'
import { useHoldBack } from '@/components/parts/screen/use-hold-back'
import { HistoryList } from './history-list'
import { HistoryPlaces } from './history-places'
import type { ListController } from './list-controller'
import type { History } from './use-history'

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

type Props = {
  history: History
  list: RefObject<HTMLDivElement | null>
  /** The part in view, in pixels of the list. */
  top: number
  bottom: number
  openId: string | null
  onChoose: ListController['select']
}

/** What scrolls: a summary above the days, or what to do where there are none; shapes of it until all is read. */
export function HistoryBody({ history, ...rest }: Props) {
  const { wallet, wallets, choose, several, missing, months, horizon, inQuestion } = history
  const { filters, change, found, days } = history
  const { layout, planned } = days
  const { today } = useHere()
  const selection = useSelection()
  const empty = layout.days.length === 0
  const isKnown = found || !empty || planned.length > 0 || horizon === null
  const known = wallet && wallets && months && today && inQuestion && isKnown
  useHoldBack(Boolean(known))
  if (!known) return <HistoryPlaces />
  const isWhole = horizon === null
  return (
    <>
      {missing && <ElsewhereNotice instead={wallet.name} />}
      {found ? (
        <FoundSummary
          found={found}
          done={found.done && isWhole}
          filters={filters}
          onChange={change}
          onSelectAll={() => select(wallet.id, found.days.flatMap(entriesOf))}
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
          open={days.isOpen}
          onToggle={days.toggle}
          currency={wallet.currency}
        />
      )}
      {empty && found && (
        <NothingFound done={found.done && isWhole} onClear={() => change(noFilters)} />
      )}
      {empty && !found && planned.length === 0 && <EmptyHistory />}
      {!empty && (
        <HistoryList
          {...rest}
          wallet={wallet}
          layout={layout}
          inQuestion={inQuestion}
          found={found}
          selected={selection?.walletId === wallet.id ? selection.amounts : undefined}
        />
      )}
    </>
  )
}

function entriesOf({ ids, amounts }: { ids: readonly string[]; amounts: readonly number[] }) {
  return ids.map((id, index) => [id, amounts[index] ?? 0] as const)
}
