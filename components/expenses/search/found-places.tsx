import { filtersOf, isNarrowed } from '@/components/parts/expense/filters'

/** The shape of what a search found, in the place of its sum and its filters, as far as the address names them. */
export function FoundPlaces() {
  const named = filtersOf(new URLSearchParams(window.location.search))
  return (
    <div
      aria-hidden="true"
      className="flex-none border-b-4 border-double border-line px-5 pt-1 pb-4 lg:px-8"
    >
      <SumPlace />
      <div className="mt-1 flex h-5 items-center">
        <span className="h-3 w-20 rounded-full bg-line" />
      </div>
      <div className="flex h-8 items-center pointer-coarse:h-11">
        <span className="h-3 w-56 max-w-full rounded-full bg-line" />
      </div>
      {isNarrowed({ ...named, q: '' }) && <div className="mt-2 h-11 lg:h-8" />}
    </div>
  )
}

/** The place of a sum that nothing is known of yet. */
export function SumPlace() {
  return (
    <span aria-hidden="true" className="flex h-9 items-center">
      <span className="h-6 w-36 rounded-control bg-line" />
    </span>
  )
}
