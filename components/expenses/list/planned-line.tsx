'use client'

import { ChevronDown } from 'lucide-react'
import { useHere } from '@/components/parts/here'
import { Money } from '@/components/ui/money'
import { totalOf } from '@/lib/core/money'
import type { Day } from './day-list'

type Props = {
  days: readonly Day[]
  open: boolean
  onToggle: () => void
  currency: string
}

/** What is written down for days to come: folded into one line, so that the list begins today. */
export function PlannedLine({ days, open, onToggle, currency }: Props) {
  const { locale } = useHere()
  const count = days.reduce((total, day) => total + day.count, 0)
  const sum = totalOf(days.map((day) => day.sum))
  return (
    <button
      type="button"
      aria-expanded={open}
      onClick={onToggle}
      className="group flex h-12 w-full flex-none items-center justify-between gap-4 border-b border-line px-sides text-sm text-ink-soft -outline-offset-2 transition-colors hover:bg-paper lg:px-8"
    >
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate font-medium">{count} planned</span>
        <ChevronDown
          size={20}
          strokeWidth={1.75}
          className="flex-none transition-transform group-aria-expanded:rotate-180"
        />
      </span>
      <Money value={{ amount: sum, currency }} locale={locale} className="font-medium" />
    </button>
  )
}
