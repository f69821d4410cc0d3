'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { Panel } from '@/components/parts/panel/panel'
import { showsPanel } from '@/components/parts/panel/panel-address'
import { LedgerLines } from '@/components/ui/ledger-lines'
import { useBudgets } from '@/lib/client/hooks/budgets'
import { useBeginnings } from '@/lib/client/hooks/preferences'
import { EditBudget } from './edit-budget'
import { NewBudget } from './new-budget'
import { useBudgetParts } from './use-budget-parts'

/** What the address asks to see beside or over the list: a new budget, one that exists, or nothing yet. */
export function BudgetPanel() {
  const query = useSearchParams()
  if (!showsPanel(usePathname(), query)) return <BudgetHint />
  const id = query.get('id')
  return (
    <Panel key={id ?? 'new'} title={id === null ? 'New budget' : 'Edit budget'} takesFocus>
      <Opened id={id} />
    </Panel>
  )
}

/** What the last column says while nothing is open; a phone has no such column. */
export function BudgetHint() {
  return (
    <div className="hidden border-l border-line px-8 pt-[30vh] lg:block">
      <p className="max-w-60 text-pretty text-ink-soft">
        Choose a budget to change it and to see how the times before went.
      </p>
    </div>
  )
}

function Opened({ id }: { id: string | null }) {
  const parts = useBudgetParts()
  const budgets = useBudgets()
  const begins = useBeginnings()
  if (!parts || !budgets) {
    return (
      <div className="relative mx-5 h-96 overflow-hidden lg:mx-8">
        <LedgerLines id="panel-lines" />
      </div>
    )
  }
  if (id === null) return <NewBudget {...parts} begins={begins} />
  const known = budgets.find(({ budget }) => budget.id === id)
  if (known) return <EditBudget key={id} {...parts} known={known} begins={begins} />
  return (
    <p className="px-5 py-4 text-pretty text-ink-soft lg:px-8">
      There is no such budget. It may have been deleted.
    </p>
  )
}
