'use client'

import { ChevronDown } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { LateRevisions } from '@/components/parts/expense/late-revisions'
import type { Row } from '@/lib/domain/entities'

/** What happened to an expense, newest first, opened on demand: it comes from the server, which alone keeps all of it. */
export function ExpenseChanges({ expense }: { expense: Row<'expense'> }) {
  const [open, setOpen] = useState(false)
  const section = useRef<HTMLElement>(null)
  // It stands at the end of the form, below what is seen.
  useEffect(() => {
    if (open) section.current?.scrollIntoView({ block: 'start' })
  }, [open])
  return (
    <section ref={section} className="border-t border-line pt-1">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls="expense-changes"
          onClick={() => setOpen(!open)}
          className="group flex min-h-11 w-full items-center justify-between rounded-control text-sm font-medium"
        >
          Changes
          <ChevronDown
            size={20}
            strokeWidth={1.75}
            className="text-ink-soft transition-transform group-aria-expanded:rotate-180"
          />
        </button>
      </h3>
      <div id="expense-changes" hidden={!open} className="min-h-[40dvh]">
        {open && <LateRevisions expense={expense} />}
      </div>
    </section>
  )
}
