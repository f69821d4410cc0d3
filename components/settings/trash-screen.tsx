'use client'

import { useState } from 'react'
import { focusScreen, ScreenFrame } from '@/components/parts/screen/screen-frame'
import { buttonClass } from '@/components/ui/button-class'
import { LedgerLines } from '@/components/ui/ledger-lines'
import { useUnsent } from '@/lib/client/hooks/status'
import { type Trashed, useTrash } from '@/lib/client/hooks/trash'
import { trashDays } from '@/lib/core/retention'
import { TrashRow } from './trash-row'

/** How many are shown at once; more at each press. */
const page = 100

/** The expenses that were deleted lately, to be brought back. */
export function TrashScreen() {
  const found = useTrash()
  return (
    <ScreenFrame title="Trash" back={{ href: '/settings', label: 'Back to Settings' }}>
      {found === undefined ? <Places /> : found.length === 0 ? <Empty /> : <List found={found} />}
    </ScreenFrame>
  )
}

function List({ found }: { found: readonly Trashed[] }) {
  const [most, setMost] = useState(page)
  const unsent = useUnsent()
  return (
    <>
      <p className="border-b border-line py-4 text-sm text-pretty text-ink-soft">
        What you delete stays here for {trashDays} days.
      </p>
      <ul>
        {found.slice(0, most).map((one) => (
          <TrashRow
            key={`${one.expense.spaceId} ${one.expense.id}`}
            trashed={one}
            unsent={unsent.has(one.expense.id)}
            onRestored={focusScreen}
          />
        ))}
      </ul>
      {found.length > most && (
        <button
          type="button"
          onClick={() => setMost(most + page)}
          className={buttonClass('secondary', 'mt-6')}
        >
          Show more
        </button>
      )}
    </>
  )
}

function Empty() {
  return (
    <div className="relative min-h-112 overflow-hidden">
      <LedgerLines />
      <p className="relative flex min-h-14 items-center text-lg font-medium">The trash is empty</p>
      <p className="relative flex min-h-14 items-center text-pretty text-ink-soft">
        What you delete stays here for {trashDays} days.
      </p>
    </div>
  )
}

const places = [0, 1, 2]

function Places() {
  return (
    <div aria-hidden="true">
      {places.map((place) => (
        <div key={place} className="flex h-25 items-center gap-3 border-b border-line">
          <span className="size-10 flex-none rounded-full bg-line" />
          <span className="h-3 w-40 max-w-full rounded-full bg-line" />
        </div>
      ))}
    </div>
  )
}
