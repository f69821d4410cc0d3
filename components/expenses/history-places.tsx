import { LedgerLines } from '@/components/ui/ledger-lines'
import { RowPlace } from './expense-row'

const places = Array.from({ length: 12 }, (_, index) => index)

/** The shape of a history that is being opened; the static page is this, so nothing jumps when the rows come. */
export function HistoryPlaces() {
  return (
    <div aria-hidden="true">
      <div className="flex-none border-b-4 border-double border-line px-5 pt-1 pb-5 lg:px-8">
        <div className="flex flex-wrap items-end justify-between gap-x-10 gap-y-4">
          <div>
            <div className="flex h-12 items-center">
              <span className="h-8 w-44 rounded-control bg-line" />
            </div>
            <div className="mt-1 flex h-5 items-center">
              <span className="h-3 w-36 rounded-full bg-line" />
            </div>
          </div>
          <div className="h-11 w-full max-w-62 sm:w-62" />
        </div>
      </div>
      <div className="flex h-11 items-end border-b border-line pb-2.5 pl-5 lg:pl-8">
        <span className="h-3 w-16 rounded-full bg-line" />
      </div>
      {places.map((place) => (
        <RowPlace key={place} />
      ))}
    </div>
  )
}

/** A wallet in which nothing stands yet: the ledger's lines, the place of the first entry, and what to do. */
export function EmptyHistory() {
  return (
    <div className="relative min-h-112 grow overflow-hidden">
      <LedgerLines />
      <div
        aria-hidden="true"
        className="absolute inset-y-0 right-14 border-l border-line sm:right-36"
      />
      <div
        aria-hidden="true"
        className="absolute top-3 left-5 h-8 border-l-2 border-accent lg:left-8"
      />
      <h2 className="relative flex min-h-14 items-center pl-9 text-lg font-medium lg:pl-12">
        Write down your first expense
      </h2>
      <p className="relative flex min-h-14 items-center pl-9 text-ink-soft lg:pl-12">
        An amount and a category are enough.
      </p>
      <p className="relative flex min-h-14 items-center pl-9 lg:pl-12">
        <a
          href="/add"
          data-panel="/add"
          className="inline-flex min-h-11 items-center rounded-control font-medium text-accent underline decoration-1 underline-offset-4 transition-colors hover:text-accent-strong"
        >
          Start with the amount
        </a>
      </p>
    </div>
  )
}
