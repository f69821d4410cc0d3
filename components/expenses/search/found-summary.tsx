'use client'

import { X } from 'lucide-react'
import { addressOf, type Filters, noFilters } from '@/components/parts/expense/filters'
import { useHere } from '@/components/parts/here'
import { Money } from '@/components/ui/money'
import { expensesInWords } from '@/components/words/counted'
import { calendarWords } from '@/components/words/date-words'
import { downloadSome } from '@/lib/client/export/csv-file'
import type { Found } from '@/lib/client/hooks/search'
import type { Row } from '@/lib/domain/entities'
import { SumPlace } from './found-places'
import { ShareLink } from './share-link'

type Props = {
  found: Found
  /** Whether everything was looked at, also what is still on its way to this device. */
  done: boolean
  filters: Filters
  onChange: (filters: Filters) => void
  onSelectAll: () => void
  wallet: Row<'wallet'>
  /** Whether there are others, which the link must not mean. */
  several: boolean
}

const linkClass =
  'min-h-8 rounded-control font-medium text-accent underline decoration-1 underline-offset-4 pointer-coarse:min-h-11 pointer-coarse:min-w-11'

/** What a search found, as one sum, and what it is narrowed by, each to be taken away. */
export function FoundSummary({ found, done, filters, onChange, onSelectAll, ...props }: Props) {
  const { wallet, several } = props
  const { today = '', locale } = useHere()
  const { count, sum } = found
  const chips = chipsOf(filters, (date) => calendarWords(date, today, locale))
  return (
    <div className="flex-none border-b-4 border-double border-line px-sides pt-1 pb-4 lg:px-8">
      <p className="flex h-9 items-center">
        <span className="sr-only">Found in all: </span>
        {count > 0 || done ? (
          <Money
            value={{ amount: sum, currency: wallet.currency }}
            locale={locale}
            look="total"
            className="text-xl font-medium tracking-tight"
          />
        ) : (
          <SumPlace />
        )}
      </p>
      <p aria-live="polite" className="mt-1 text-sm text-ink-soft">
        {/* As one text, no part of which is seen to move while more is found. */}
        {`${expensesInWords(count, locale)}${several ? ` in ${wallet.name}` : ''}${done ? '' : ' so far'}`}
      </p>
      <div className="flex flex-wrap items-center gap-x-4 text-sm">
        <button type="button" onClick={() => onChange(noFilters)} className={linkClass}>
          Show everything
        </button>
        <ShareLink
          href={addressOf({ ...filters, wallet: several ? wallet.id : '' })}
          className={linkClass}
        />
        <button
          type="button"
          onClick={onSelectAll}
          className={count > 0 ? linkClass : `${linkClass} invisible`}
        >
          Select all
        </button>
        <button
          type="button"
          onClick={() =>
            void downloadSome(
              wallet.id,
              found.days.flatMap(({ ids }) => ids),
            )
          }
          className={count > 0 ? linkClass : `${linkClass} invisible`}
        >
          Export
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
                className="flex min-h-8 max-w-full items-center gap-1.5 rounded-control bg-accent-tint pr-2 pl-3 text-sm font-medium pointer-coarse:min-h-11"
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
