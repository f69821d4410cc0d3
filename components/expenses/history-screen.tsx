'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { Suspense } from 'react'
import { HistoryColumn } from '@/components/expenses/list/history-column'
import { PanelFrame } from '@/components/parts/panel/panel'
import { useShowsPanel } from '@/components/parts/panel/use-panel'
import { useTitle } from '@/components/parts/screen/use-title'
import { useWide } from '@/components/ui/use-media'
import { ExpensePanel } from './expense-panel'
import { FormPlaces, PanelHint } from './panel-places'

/** Home: the list, and beside or over it whatever the address opens; the list stays as it is meanwhile. */
export function HistoryScreen() {
  return (
    <div className="flex min-h-0 grow flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_min(26rem,41vw)]">
      {/* What the query says is known in the browser only; the static page shows the shapes. */}
      <Suspense fallback={<HistoryColumn covered={false} query={null} />}>
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
  const shown = useShowsPanel(path, query)
  const covered = !useWide() && shown
  useTitle(shown ? undefined : 'History')
  return <HistoryColumn covered={covered} query={path === '/' ? query : null} />
}
