'use client'

import { ChevronDown } from 'lucide-react'
import { type ComponentType, useState } from 'react'
import type { Row } from '@/lib/domain/entities'

type Steps = ComponentType<{ expense: Row<'expense'> }>

/** What happened to an expense, newest first, opened on demand: it comes from the server, which alone keeps all of it. */
export function ExpenseHistory({ expense }: { expense: Row<'expense'> }) {
  const [open, setOpen] = useState(false)
  const [Steps, setSteps] = useState<Steps>()
  const [missing, setMissing] = useState(false)
  const toggle = () => {
    setOpen(!open)
    setMissing(false)
    if (open || Steps) return
    // Few look at it, and it needs the network anyway; where its code does not come, the next press asks again.
    void import('./history-steps').then(
      ({ HistorySteps }) => setSteps(() => HistorySteps),
      () => setMissing(true),
    )
  }
  return (
    <section className="border-t border-line pt-1">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls="expense-history"
          onClick={toggle}
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
        {open && Steps && <Steps expense={expense} />}
        {open && missing && (
          <p className="pb-3 text-sm text-pretty text-ink-soft">
            The history needs the network. Open it again once there is one.
          </p>
        )}
      </div>
    </section>
  )
}
