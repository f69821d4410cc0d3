'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { NewExpense } from '@/components/expenses/form/new-expense'
import { Panel } from '@/components/parts/panel/panel'
import { useShowsPanel } from '@/components/parts/panel/use-panel'
import { latePart } from '@/components/parts/screen/late-part'
import { useWide } from '@/components/ui/use-media'
import { useExpense } from '@/lib/client/hooks/expenses'
import { useCurrentWallet } from '@/lib/client/hooks/wallets'
import { whenIdle } from '@/lib/client/page/idle'
import { FormPlaces, PanelHint } from './panel-places'

const loadEdit = () =>
  import('@/components/expenses/form/edit-expense').then((file) => file.EditExpense)
// Few screens begin with it, and then it is there before it is asked for.
const EditExpense = latePart(loadEdit, FormPlaces)
const EntryLine = latePart(
  () => import('@/components/expenses/line/entry-line').then((file) => file.EntryLine),
  EntryLinePlace,
)

/** What the address asks to see beside or over the list: a new expense, one that exists, or nothing yet. */
export function ExpensePanel() {
  const path = usePathname()
  const query = useSearchParams()
  useEffect(() => whenIdle(() => void loadEdit().catch(() => {})), [])
  const wide = useWide()
  if (!useShowsPanel(path, query)) {
    return <PanelHint>{wide ? <EntryLine /> : <EntryLinePlace />}</PanelHint>
  }
  const id = path === '/' ? query.get('id') : null
  if (id === null) {
    return (
      <Panel key={`new ${query}`} title="Add expense" takesFocus={false}>
        <NewExpense query={query} />
      </Panel>
    )
  }
  return (
    <Panel key={id} title="Edit expense" takesFocus>
      <Opened id={id} />
    </Panel>
  )
}

function EntryLinePlace() {
  return <div className="mt-6 h-34.5" />
}

function Opened({ id }: { id: string }) {
  const { wallet } = useCurrentWallet()
  const expense = useExpense(wallet?.id, id)
  if (expense === undefined) return <FormPlaces />
  if (expense === null || expense.deletedAt) {
    return (
      <p className="px-5 py-4 text-ink-soft lg:px-8">
        There is no such expense in this wallet. It may have been deleted or moved.
      </p>
    )
  }
  return <EditExpense expense={expense} />
}
