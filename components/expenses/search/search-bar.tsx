'use client'

import { ListFilter, Search, X } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { type Filters, isNarrowed } from '@/components/parts/expense/filters'
import { latePart } from '@/components/parts/screen/late-part'
import { pasteFigures } from '@/components/ui/paste-lines'
import type { Row } from '@/lib/domain/entities'

const FilterFields = latePart(() => import('./filter-fields').then((file) => file.FilterFields))

type Props = {
  filters: Filters
  onChange: (filters: Filters) => void
  categories: ReadonlyMap<string, Row<'category'>> | undefined
}

const buttonClass =
  'grid size-11 flex-none place-items-center text-ink-soft transition-colors hover:text-ink'

/** The one search box of the list, and behind its button the same by hand; what is set is in the address too. */
export function SearchBar({ filters, onChange, categories }: Props) {
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const close = useCallback(() => {
    setOpen(false)
    opener.current?.focus({ preventScroll: true })
  }, [])
  const isSet = isNarrowed({ ...filters, q: '' })
  return (
    <search className="w-full lg:w-auto lg:grow lg:pl-8">
      <div className="flex items-center rounded-control border border-edge bg-sheet transition-colors focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent hover:border-ink-soft lg:ml-auto lg:max-w-md">
        <Search size={18} strokeWidth={1.75} className="ml-3 flex-none text-ink-soft" />
        <input
          id="search"
          type="search"
          aria-label="Search"
          placeholder="lidl, >50, november"
          autoComplete="off"
          enterKeyHint="search"
          maxLength={200}
          onPaste={pasteFigures}
          value={filters.q}
          onChange={(event) => onChange({ ...filters, q: event.target.value })}
          className="h-11 min-w-0 grow appearance-none bg-transparent pl-2.5 outline-none placeholder:text-ink-soft [&::-webkit-search-cancel-button]:hidden"
        />
        {filters.q && (
          <button
            type="button"
            aria-label="Clear the search"
            onClick={() => {
              onChange({ ...filters, q: '' })
              document.getElementById('search')?.focus()
            }}
            className={buttonClass}
          >
            <X size={18} strokeWidth={1.75} />
          </button>
        )}
        <button
          ref={opener}
          type="button"
          aria-label="Filters"
          aria-expanded={open}
          aria-controls="filters"
          onClick={() => setOpen(!open)}
          className={`${buttonClass} border-l border-line aria-expanded:text-accent ${isSet ? 'text-accent' : ''}`}
        >
          <ListFilter size={18} strokeWidth={1.75} />
        </button>
      </div>
      <div id="filters" hidden={!open}>
        {open && (
          <FilterFields
            filters={filters}
            onChange={onChange}
            categories={categories}
            onDone={close}
          />
        )}
      </div>
    </search>
  )
}
