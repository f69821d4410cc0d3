'use client'

import { useState } from 'react'
import { choices } from '@/components/parts/category/choices'
import { type Filters, noFilters } from '@/components/parts/expense/filters'
import { useHere } from '@/components/parts/here'
import { buttonClass } from '@/components/ui/button-class'
import { TextField } from '@/components/ui/text-field'
import { useBack } from '@/components/ui/use-back'
import { usePreferences } from '@/lib/client/hooks/preferences'
import { addDays, isCalendarDate, monthAround } from '@/lib/core/dates'
import type { Row } from '@/lib/domain/entities'

type Props = {
  filters: Filters
  onChange: (filters: Filters) => void
  categories: ReadonlyMap<string, Row<'category'>> | undefined
  /** The same between renders. */
  onDone: () => void
}

const chipClass =
  'min-h-9 rounded-control border border-edge bg-sheet px-3 text-sm font-medium text-ink-soft transition-colors hover:border-accent hover:text-accent aria-pressed:border-accent aria-pressed:bg-accent-tint aria-pressed:text-ink pointer-coarse:min-h-11'

/** The filters by hand: dates, amounts and categories; each change shows in the list at once. */
export function FilterFields({ filters, onChange, categories, onDone }: Props) {
  const { today } = useHere()
  const { monthStartsOn } = usePreferences()
  useBack(onDone)
  const set = (change: Partial<Filters>) => onChange({ ...filters, ...change })
  const chosen = new Set(filters.categories)
  const flip = (name: string) => {
    if (!chosen.delete(name)) chosen.add(name)
    set({ categories: [...chosen] })
  }
  return (
    <div className="-mx-1 max-h-[62dvh] scroll-pb-20 space-y-5 overflow-y-auto overscroll-contain px-1 pt-4 lg:max-h-[60dvh]">
      <div className="flex flex-wrap gap-2">
        {(today ? spans(today, monthStartsOn) : []).map(({ label, from, to }) => {
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
        <DateBound
          name="from"
          label="From"
          value={filters.from}
          onChange={(from) => set({ from })}
        />
        <DateBound name="to" label="To" value={filters.to} onChange={(to) => set({ to })} />
        {bounds.map(({ name, label }) => (
          <TextField
            key={name}
            name={name}
            inputMode="decimal"
            autoComplete="off"
            label={label}
            value={filters[name]}
            onChange={(event) => set({ [name]: event.target.value })}
          />
        ))}
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
      <div className="sticky bottom-0 z-10 flex gap-3 border-t border-line bg-sheet py-3">
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

const bounds = [
  { name: 'min', label: 'At least' },
  { name: 'max', label: 'At most' },
] as const

type BoundProps = {
  name: string
  label: string
  value: string
  onChange: (date: string) => void
}

/** A date that counts once it is whole: until then it stays as typed, year by figure. */
function DateBound({ value, onChange, ...field }: BoundProps) {
  const [typed, setTyped] = useState<string>()
  return (
    <TextField
      {...field}
      type="date"
      value={typed ?? value}
      onChange={(event) => {
        const date = event.target.value
        setTyped(date)
        if (date === '' || isCalendarDate(date)) onChange(date)
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}

function spans(today: string, monthStartsOn: number) {
  const month = monthAround(today, monthStartsOn)
  const year = today.slice(0, 4)
  return [
    { label: 'This month', ...month },
    { label: 'Last month', ...monthAround(addDays(month.from, -1), monthStartsOn) },
    { label: 'This year', from: `${year}-01-01`, to: `${year}-12-31` },
  ]
}
