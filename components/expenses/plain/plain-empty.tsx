import { LedgerLines } from '@/components/ui/ledger-lines'
import { TextLink } from '@/components/ui/text-link'

type Props = { isFirst: boolean; monthLabel: string }

/** A ledger on which nothing stands yet: its lines, the place of the first entry, and what to do. */
export function PlainEmpty({ isFirst, monthLabel }: Props) {
  return (
    <div className="relative min-h-112 grow overflow-hidden">
      <LedgerLines />
      <div
        aria-hidden="true"
        className="absolute inset-y-0 right-14 border-l border-line sm:right-36"
      />
      <div aria-hidden="true" className="absolute top-3 left-0 h-8 border-l-2 border-accent" />
      <p className="relative flex min-h-14 items-center pl-4 text-lg font-medium">
        {isFirst ? 'Write down your first expense' : `Nothing in ${monthLabel}`}
      </p>
      <p className="relative flex min-h-14 items-center pl-4 text-ink-soft">
        An amount and a category are enough.
      </p>
      <p className="relative flex min-h-14 items-center pl-4">
        <TextLink href="#amount">Start with the amount</TextLink>
      </p>
    </div>
  )
}
