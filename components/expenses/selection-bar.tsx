'use client'

import { FolderInput, Tag, Trash2, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { part } from '@/components/shell/part'
import { Money } from '@/components/ui/money'
import type { Row } from '@/lib/domain/entities'
import { clearSelection, type Selection } from './selection'

// Few select: what they do then comes when it is asked for.
const BulkDialog = part(() => import('./bulk-dialog').then((file) => file.BulkDialog))

export type BulkAction = 'category' | 'move' | 'delete'

type Props = {
  selection: Selection
  wallet: Row<'wallet'>
  wallets: readonly Row<'wallet'>[]
  locale: string
}

const actionClass =
  'flex min-h-11 items-center gap-2 rounded-control px-3 text-sm font-medium transition-colors hover:text-accent'

/** How much is selected, and what can be done to all of it. */
export function SelectionBar({ selection, wallet, wallets, locale }: Props) {
  const [asked, setAsked] = useState<BulkAction>()
  const { amounts } = selection
  const sum = [...amounts.values()].reduce((total, amount) => total + amount, 0)
  const others = wallets.filter(
    ({ id, currency }) => id !== wallet.id && currency === wallet.currency,
  )
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || asked) return
      event.preventDefault()
      clearSelection()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [asked])
  return (
    <section
      aria-label="Selection"
      className="flex flex-none flex-wrap items-center gap-x-2 border-t border-line bg-paper px-2 py-1 lg:px-5"
    >
      <button
        type="button"
        aria-label="End the selection"
        onClick={clearSelection}
        className="grid size-11 flex-none place-items-center rounded-control text-ink-soft transition-colors hover:text-ink"
      >
        <X size={20} strokeWidth={1.75} />
      </button>
      <p aria-live="polite" className="mr-auto text-sm">
        <span className="font-medium">{amounts.size} selected</span>{' '}
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
          ids={[...amounts.keys()]}
          wallet={wallet}
          others={others}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  )
}
