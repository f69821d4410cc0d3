import { LedgerLines } from '@/components/ui/ledger-lines'

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
        className="absolute top-3 left-side-left h-8 border-l-2 border-accent lg:left-8"
      />
      <h2 className="relative flex min-h-14 items-center pl-[calc(var(--spacing-side-left)+1rem)] text-lg font-medium lg:pl-12">
        Write down your first expense
      </h2>
      <p className="relative flex min-h-14 items-center pl-[calc(var(--spacing-side-left)+1rem)] text-ink-soft lg:pl-12">
        An amount and a category are enough.
      </p>
      <p className="relative flex min-h-14 items-center pl-[calc(var(--spacing-side-left)+1rem)] lg:pl-12">
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
