'use client'

import { X } from 'lucide-react'
import { Money } from '@/components/ui/money'
import type { Found } from '@/lib/client/hooks/search'
import { expensesInWords } from './counted'
import { calendarWords } from './date-words'
import { type Filters, noFilters } from './filters'

type Props = {
  found: Found
  /** Whether everything was looked at, also what is still on its way to this device. */
  done: boolean
  filters: Filters
  onChange: (filters: Filters) => void
  onSelectAll: () => void
  currency: string
  today: string
  locale: string
}

const linkClass =
  'min-h-8 rounded-control font-medium text-accent underline decoration-1 underline-offset-4 pointer-coarse:min-h-11'

/** What a search found, as one sum, and what it is narrowed by, each to be taken away. */
export function FoundSummary({ found, done, filters, onChange, onSelectAll, ...props }: Props) {
  const { currency, today, locale } = props
  const { count, sum } = found
  const chips = chipsOf(filters, (date) => calendarWords(date, today, locale))
  return (
    <div className="flex-none border-b-4 border-double border-line px-5 pt-1 pb-4 lg:px-8">
      <p>
        <span className="sr-only">Found in all: </span>
        <Money
          value={{ amount: sum, currency }}
          locale={locale}
          look="total"
          className="block text-xl font-medium tracking-tight"
        />
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-x-4 text-sm text-ink-soft">
        <p aria-live="polite">
          {expensesInWords(count, locale)}
          {!done && ' so far'}
        </p>
        {count > 0 && (
          <button type="button" onClick={onSelectAll} className={linkClass}>
            Select all
          </button>
        )}
        <button type="button" onClick={() => onChange(noFilters)} className={linkClass}>
          Show everything
        </button>
      </div>
      {chips.length > 0 && (
        <ul aria-label="Filters" className="mt-2 flex flex-wrap gap-2">
          {chips.map(({ label, without }) => (
            <li key={label} className="min-w-0">
              <button
                type="button"
                aria-label={`Remove the filter ${label}`}
                onClick={() => onChange(without)}
                className="flex min-h-11 max-w-full items-center gap-1.5 rounded-control bg-accent-tint pr-2 pl-3 text-sm font-medium lg:min-h-8"
              >
                <span className="truncate">{label}</span>
                <X size={16} strokeWidth={1.75} className="flex-none text-ink-soft" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function chipsOf(filters: Filters, day: (date: string) => string) {
  const { from, to, min, max, categories } = filters
  return [
    ...categories.map((name) => ({
      label: name,
      without: { ...filters, categories: categories.filter((other) => other !== name) },
    })),
    ...(from || to
      ? [
          {
            label: range(from && day(from), to && day(to)),
            without: { ...filters, from: '', to: '' },
          },
        ]
      : []),
    ...(min || max
      ? [{ label: `${range(min, max)} in amount`, without: { ...filters, min: '', max: '' } }]
      : []),
  ]
}

function range(from: string, to: string): string {
  if (from && to) return `${from} to ${to}`
  return from ? `From ${from}` : `Up to ${to}`
}
