'use client'

import { FolderInput, Tag, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useHere } from '@/components/parts/here'
import { latePart } from '@/components/parts/screen/late-part'
import { CloseButton } from '@/components/ui/close-button'
import { Money } from '@/components/ui/money'
import { useBack } from '@/components/ui/use-back'
import { useEscape } from '@/components/ui/use-escape'
import { useRowsOf } from '@/lib/client/hooks/expenses'
import { totalOf } from '@/lib/core/money'
import type { Row } from '@/lib/domain/entities'
import { clearSelection, type Selection } from './selection'

// Few select: what they do then comes when it is asked for.
const BulkDialog = latePart(() => import('./bulk-dialog').then((file) => file.BulkDialog))

export type BulkAction = 'category' | 'move' | 'delete'

type Props = {
  selection: Selection
  wallet: Row<'wallet'>
  wallets: readonly Row<'wallet'>[]
}

const actionClass =
  'flex min-h-11 items-center gap-2 rounded-control px-3 text-sm font-medium transition-colors hover:text-accent'

/** How much is selected, and what can be done to all of it. */
export function SelectionBar({ selection, wallet, wallets }: Props) {
  const { locale } = useHere()
  const [asked, setAsked] = useState<BulkAction>()
  const ids = [...selection.amounts.keys()]
  const rows = useRowsOf(wallet.id, ids.join(' '), ids)
  // What became of them meanwhile, here or elsewhere, counts; what is not read yet counts as it was.
  const present = ids.filter((id) => !rows?.get(id)?.deletedAt)
  const sum = totalOf(present.map((id) => rows?.get(id)?.amount ?? selection.amounts.get(id) ?? 0))
  const isOver = present.length === 0
  useEffect(() => {
    if (isOver) clearSelection()
  }, [isOver])
  const others = wallets.filter(
    ({ id, currency }) => id !== wallet.id && currency === wallet.currency,
  )
  // Escape and Back are the dialog's own while one is open.
  const end = asked ? undefined : clearSelection
  useEscape(end)
  useBack(end)
  return (
    <section
      aria-label="Selection"
      className="flex flex-none flex-wrap items-center gap-x-2 border-t border-line bg-paper py-1 pr-[max(0.5rem,env(safe-area-inset-right))] pl-[max(0.5rem,env(safe-area-inset-left))] lg:px-5"
    >
      <CloseButton label="End the selection" onClick={clearSelection} />
      <p aria-live="polite" className="mr-auto text-sm">
        <span className="font-medium">{present.length} selected</span>{' '}
        <Money
          value={{ amount: sum, currency: wallet.currency }}
          locale={locale}
          className="ml-2"
        />
      </p>
      <div className="flex">
        <button type="button" onClick={() => setAsked('category')} className={actionClass}>
          <Tag size={18} strokeWidth={1.75} />
          Category
        </button>
        {others.length > 0 && (
          <button type="button" onClick={() => setAsked('move')} className={actionClass}>
            <FolderInput size={18} strokeWidth={1.75} />
            Move
          </button>
        )}
        <button
          type="button"
          onClick={() => setAsked('delete')}
          className={`${actionClass} text-danger`}
        >
          <Trash2 size={18} strokeWidth={1.75} />
          Delete
        </button>
      </div>
      {asked && (
        <BulkDialog
          action={asked}
          ids={present}
          wallet={wallet}
          others={others}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  )
}
