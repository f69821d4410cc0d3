'use client'

import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useCategories } from '@/lib/client/hooks/categories'
import { useLocale, useToday } from '@/lib/client/hooks/clock'
import { useSelf } from '@/lib/client/hooks/device'
import { useHistory } from '@/lib/client/hooks/history'
import { useUnsent } from '@/lib/client/hooks/status'
import type { Row } from '@/lib/domain/entities'
import { HistoryStep } from './history-step'

/** What happened to an expense, newest first, opened on demand: it comes from the server, which alone keeps all of it. */
export function ExpenseHistory({ expense }: { expense: Row<'expense'> }) {
  const [open, setOpen] = useState(false)
  return (
    <section className="border-t border-line pt-1">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls="expense-history"
          onClick={() => setOpen(!open)}
          className="group flex min-h-11 w-full items-center justify-between rounded-control text-sm font-medium"
        >
          History
          <ChevronDown
            size={18}
            strokeWidth={1.75}
            className="text-ink-soft transition-transform group-aria-expanded:rotate-180"
          />
        </button>
      </h3>
      <div id="expense-history" hidden={!open}>
        {open && <Steps expense={expense} />}
      </div>
    </section>
  )
}

function Steps({ expense }: { expense: Row<'expense'> }) {
  // One that the server has never seen has no history there.
  const known = expense.rev > 0
  const history = useHistory(known ? expense : undefined)
  const unsent = useUnsent().has(expense.id)
  const self = useSelf()
  const categories = useCategories(expense.spaceId)
  const today = useToday() ?? ''
  const locale = useLocale()
  if (!known) return <Words>Its history begins once it is sent.</Words>
  if (history.state === 'unreachable') {
    return <Words>The history needs the network. It comes here as soon as there is one.</Words>
  }
  if (history.state !== 'here' || !self) return <Places />
  const { revisions } = history
  const context = { today, locale, categories, currency: expense.currency }
  return (
    <>
      {unsent && <Words>Your last change is not sent yet. It comes here with it.</Words>}
      <ol className="pb-2">
        {revisions
          .map((_, index) => index)
          .reverse()
          .map((index) => (
            <HistoryStep
              key={`${revisions[index]?.rev} ${index}`}
              expense={expense}
              revisions={revisions}
              index={index}
              self={self}
              context={context}
            />
          ))}
      </ol>
    </>
  )
}

function Words({ children }: { children: string }) {
  return <p className="pb-3 text-sm text-pretty text-ink-soft">{children}</p>
}

function Places() {
  return (
    <div aria-hidden="true" className="space-y-3 py-3">
      <span className="block h-3 w-40 rounded-full bg-line" />
      <span className="block h-3 w-56 max-w-full rounded-full bg-line" />
    </div>
  )
}
