'use client'

import { Plus } from 'lucide-react'
import { usePathname, useSearchParams } from 'next/navigation'
import { Suspense } from 'react'
import { useHere } from '@/components/parts/here'
import { openHere } from '@/components/parts/panel/open-here'
import { showsPanel } from '@/components/parts/panel/panel-address'
import { ScreenFrame } from '@/components/parts/screen/screen-frame'
import { useTitle } from '@/components/parts/screen/use-title'
import { LedgerLines } from '@/components/ui/ledger-lines'
import { useWide } from '@/components/ui/use-media'
import { type BudgetNow, useBudgetsNow, useSpent } from '@/lib/client/hooks/budgets'
import { useIsLoading } from '@/lib/client/hooks/expenses'
import { usePreferences } from '@/lib/client/hooks/preferences'
import type { SpentWallet } from '@/lib/client/reads/budgets'
import { neededFor } from '@/lib/domain/budgets/now'
import { BudgetHint, BudgetPanel } from './budget-panel'
import { BudgetRow } from './budget-row'
import { BudgetsHeading } from './budgets-heading'
import { Offers } from './offers'
import { useBudgetParts } from './use-budget-parts'

/** What may be spent and what is left of it, and beside or over that the budget that the address opens. */
export function BudgetsScreen() {
  return (
    <div className="flex min-h-0 grow flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_min(26rem,41vw)]">
      {/* What the query says is known in the browser only. */}
      <Suspense fallback={<Column covered={false} selectedId={null} />}>
        <AddressedColumn />
      </Suspense>
      <Suspense fallback={<BudgetHint />}>
        <BudgetPanel />
      </Suspense>
    </div>
  )
}

function AddressedColumn() {
  const query = useSearchParams()
  const shown = showsPanel(usePathname(), query)
  const covered = !useWide() && shown
  useTitle(shown ? undefined : 'Budgets')
  return <Column covered={covered} selectedId={query.get('id')} />
}

type ColumnProps = {
  /** Whether a sheet lies over it. */
  covered: boolean
  selectedId: string | null
}

function Column({ covered, selectedId }: ColumnProps) {
  const { today } = useHere()
  const budgets = useBudgetsNow(today)
  const wallets = useSpent(today, today)
  const needed = budgets && today ? neededFor(budgets, today) : undefined
  const isLoading = useIsLoading(needed?.from)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the links in it are pressed; Enter on them is a click
    <div inert={covered} onClick={openHere} className="flex min-h-0 min-w-0 grow flex-col">
      <ScreenFrame title="Budgets">
        {!budgets || !today || !wallets ? (
          <div className="relative min-h-112 overflow-hidden">
            <LedgerLines />
          </div>
        ) : budgets.length === 0 ? (
          <NoBudgets />
        ) : (
          <>
            {isLoading ? <Loading /> : <BudgetsHeading budgets={budgets} />}
            <Rows {...{ budgets, today, selectedId, wallets }} />
            <NewLink />
          </>
        )}
      </ScreenFrame>
    </div>
  )
}

function Loading() {
  return (
    <p className="py-6 text-pretty text-ink-soft">
      Still loading older expenses: what is spent and carried over is not complete yet.
    </p>
  )
}

type RowsProps = {
  budgets: readonly BudgetNow[]
  today: string
  selectedId: string | null
  wallets: readonly SpentWallet[]
}

function Rows({ budgets, today, selectedId, wallets }: RowsProps) {
  const colorOf = ({ scope, categories: [one, other] }: BudgetNow['budget']) => {
    if (scope === 'all' || !one || other) return undefined
    const its = wallets.find(({ id }) => id === one.walletId)?.categories
    return its?.get(one.categoryId)?.color
  }
  return (
    <ul aria-label="Budgets" className="border-t border-line">
      {budgets.map((now) => (
        <BudgetRow
          key={now.budget.id}
          now={now}
          today={today}
          selected={now.budget.id === selectedId}
          color={colorOf(now.budget)}
          wallets={wallets}
        />
      ))}
    </ul>
  )
}

function NoBudgets() {
  const parts = useBudgetParts()
  const { monthStartsOn } = usePreferences()
  return (
    <div className="pt-6">
      <h2 className="text-lg font-bold tracking-tight">Set your first limit</h2>
      <p className="mt-2 max-w-[52ch] text-pretty text-ink-soft">
        A budget says what is left, and how much a day. You hear of it as you add an expense, before
        it is too late.
      </p>
      {parts && <Offers {...parts} monthStartsOn={monthStartsOn} />}
      <NewLink />
    </div>
  )
}

function NewLink() {
  return (
    <a
      href="/budgets?new"
      data-panel
      className="mt-2 flex min-h-14 items-center gap-3 rounded-control font-medium text-accent"
    >
      <span className="grid size-10 flex-none place-items-center rounded-full border border-edge">
        <Plus size={20} strokeWidth={1.75} />
      </span>
      New budget
    </a>
  )
}
