import { ChevronDown } from 'lucide-react'
import { latePart } from '@/components/shell/late-part'
import { screenTitleId } from '@/components/shell/screen-title'
import type { Month } from '@/lib/client/hooks/expenses'
import { usePreferences } from '@/lib/client/hooks/preferences'
import { whenIdle } from '@/lib/client/idle'
import { listTitle } from './date-words'
import type { Filters } from './filters'
import { monthAround } from './months'

const MonthJump = latePart(async () => {
  await new Promise<void>(whenIdle)
  return (await import('./month-jump')).MonthJump
})

type Props = {
  months: readonly Month[] | undefined
  filters: Filters
  onChange: (filters: Filters) => void
  today: string | undefined
  locale: string
  currency: string | undefined
}

/** The month that the list shows, and over its name the way to another one. */
export function MonthHeading({ months, filters, onChange, today, locale, currency }: Props) {
  const { monthStartsOn } = usePreferences()
  const month = monthOf(filters, monthStartsOn) ?? today
  return (
    <div className="relative w-fit max-w-[42vw] flex-none rounded-control has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <h1
        id={screenTitleId}
        tabIndex={-1}
        className="flex h-14 items-center gap-1 text-lg font-bold tracking-tight outline-none lg:h-11"
      >
        <span className="sr-only">History, </span>
        {month && today ? (
          <span className="truncate">{listTitle(month, today, monthStartsOn, locale)}</span>
        ) : (
          <MonthPlace />
        )}
        <ChevronDown size={20} strokeWidth={1.75} className="flex-none text-ink-soft" />
      </h1>
      {months && today && currency && (
        <MonthJump
          months={months}
          filters={filters}
          onChange={onChange}
          today={today}
          locale={locale}
          currency={currency}
        />
      )}
    </div>
  )
}

/** A day of the one month that filters are narrowed to, if they are. */
function monthOf({ from, to }: Filters, startsOn: number): string | undefined {
  if (!from || !to) return undefined
  const month = monthAround(from, startsOn)
  return month.from === from && month.to === to ? from : undefined
}

function MonthPlace() {
  return <span aria-hidden="true" className="h-4 w-28 rounded-full bg-line" />
}
