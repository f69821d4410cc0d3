'use client'

import { buttonClass } from '@/components/ui/button-class'
import { TextField } from '@/components/ui/text-field'
import { addMonths, monthDays } from '@/lib/core/dates'
import type { Row } from '@/lib/domain/entities'
import { choices } from './expense-values'
import { type Filters, noFilters } from './filters'

type Props = {
  filters: Filters
  onChange: (filters: Filters) => void
  categories: ReadonlyMap<string, Row<'category'>> | undefined
  today: string | undefined
  onDone: () => void
}

const chipClass =
  'min-h-11 rounded-control border border-edge bg-sheet px-3 text-sm font-medium text-ink-soft transition-colors hover:border-accent hover:text-accent aria-pressed:border-accent aria-pressed:bg-accent-tint aria-pressed:text-ink lg:min-h-9'

/** The filters by hand: dates, amounts and categories; each change shows in the list at once. */
export function FilterFields({ filters, onChange, categories, today, onDone }: Props) {
  const set = (change: Partial<Filters>) => onChange({ ...filters, ...change })
  const chosen = new Set(filters.categories)
  const flip = (name: string) => {
    if (!chosen.delete(name)) chosen.add(name)
    set({ categories: [...chosen] })
  }
  return (
    <div className="max-h-[55dvh] space-y-5 overflow-y-auto py-4 lg:max-h-none">
      <div className="flex flex-wrap gap-2">
        {(today ? spans(today) : []).map(({ label, from, to }) => {
          const isIt = filters.from === from && filters.to === to
          return (
            <button
              key={label}
              type="button"
              aria-pressed={isIt}
              onClick={() => set(isIt ? { from: '', to: '' } : { from, to })}
              className={chipClass}
            >
              {label}
            </button>
          )
        })}
      </div>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          name="from"
          type="date"
          label="From"
          value={filters.from}
          onChange={(event) => set({ from: event.target.value })}
        />
        <TextField
          name="to"
          type="date"
          label="To"
          value={filters.to}
          onChange={(event) => set({ to: event.target.value })}
        />
        <TextField
          name="min"
          inputMode="decimal"
          autoComplete="off"
          label="At least"
          value={filters.min}
          onChange={(event) => set({ min: event.target.value })}
        />
        <TextField
          name="max"
          inputMode="decimal"
          autoComplete="off"
          label="At most"
          value={filters.max}
          onChange={(event) => set({ max: event.target.value })}
        />
      </div>
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">Categories</legend>
        <div className="flex flex-wrap gap-2">
          {(categories ? choices(categories) : []).map(({ id, name }) => (
            <button
              key={id}
              type="button"
              aria-pressed={chosen.has(name)}
              onClick={() => flip(name)}
              className={`${chipClass} max-w-full truncate`}
            >
              {name}
            </button>
          ))}
        </div>
      </fieldset>
      <div className="flex gap-3">
        <button type="button" onClick={onDone} className={buttonClass('secondary')}>
          Done
        </button>
        <button
          type="button"
          onClick={() => onChange({ ...noFilters, q: filters.q })}
          className={buttonClass('quiet')}
        >
          Remove all filters
        </button>
      </div>
    </div>
  )
}

function spans(today: string) {
  const month = today.slice(0, 7)
  const year = today.slice(0, 4)
  return [
    { label: 'This month', ...monthDays(month) },
    { label: 'Last month', ...monthDays(addMonths(month, -1)) },
    { label: 'This year', from: `${year}-01-01`, to: `${year}-12-31` },
  ]
}
