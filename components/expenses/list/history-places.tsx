import { RowPlace } from './expense-row'

const places = Array.from({ length: 12 }, (_, index) => index)

/** The shape of a history that is being opened; the static page is this, so nothing jumps when the rows come. */
export function HistoryPlaces() {
  return (
    <div aria-hidden="true">
      <div className="flex-none border-b-4 border-double border-line px-sides pt-1 pb-4 lg:px-8">
        <div className="flex flex-wrap items-end justify-between gap-x-5 gap-y-3">
          <div className="flex h-12 items-center">
            <span className="h-8 w-44 rounded-control bg-line" />
          </div>
          <div className="h-11 min-w-28 max-w-62 grow basis-28" />
        </div>
        <div className="mt-1 flex h-5 items-center">
          <span className="h-3 w-36 rounded-full bg-line" />
        </div>
      </div>
      <div className="flex h-11 items-end border-b border-line pb-2.5 pl-side-left lg:pl-8">
        <span className="h-3 w-16 rounded-full bg-line" />
      </div>
      {places.map((place) => (
        <RowPlace key={place} />
      ))}
    </div>
  )
}
