import { LedgerLines } from '@/components/ui/ledger-lines'
import { TextLink } from '@/components/ui/text-link'

/** A ledger on which nothing stands yet: its lines, the place of the first entry, and what to do. */
export function PlainEmpty() {
  return (
    <div className="relative min-h-[28rem] lg:min-h-[36rem] overflow-hidden">
      <LedgerLines />
      <div
        aria-hidden="true"
        className="absolute inset-y-0 right-28 border-l border-line sm:right-36"
      />
      <div aria-hidden="true" className="absolute top-3 left-0 h-8 border-l-2 border-accent" />
      <p className="relative flex h-14 items-center pl-4 text-lg font-medium">
        Write down your first expense
      </p>
      <p className="relative flex h-14 items-center pl-4 text-ink-soft">
        <span>
          An amount and a category are enough.{' '}
          <TextLink href="#amount">Start with the amount</TextLink>
        </span>
      </p>
    </div>
  )
}
