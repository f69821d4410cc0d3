import { ChevronDown } from 'lucide-react'
import type { Filters } from '@/components/parts/expense/filters'
import { useHere } from '@/components/parts/here'
import { latePart } from '@/components/parts/screen/late-part'
import { screenTitleId } from '@/components/parts/screen/screen-title'
import { Money } from '@/components/ui/money'
import { listTitle, spanWords } from '@/components/words/date-words'
import type { Month } from '@/lib/client/hooks/expenses'
import { usePreferences } from '@/lib/client/hooks/preferences'
import { whenIdle } from '@/lib/client/page/idle'
import { monthAround } from '@/lib/core/dates'
import { spentBetween } from './months'

const MonthJump = latePart(async () => {
  await new Promise<void>(whenIdle)
  return (await import('./month-jump')).MonthJump
})

type Props = {
  months: readonly Month[] | undefined
  filters: Filters
  onChange: (filters: Filters) => void
  currency: string | undefined
  /** The day at the upper edge of the list, once the month's own total has left the view. */
  date: string | undefined
  /** The dates that a search is narrowed to, also by its words; undefined where nothing is searched. */
  span: Span | undefined
}

/** What the list shows under it: the month in view with its total, or what a search spans; and over its name the way to another month. */
export function MonthHeading({ months, filters, onChange, currency, date, span }: Props) {
  const { today, locale } = useHere()
  const { monthStartsOn } = usePreferences()
  const inView = date && !span ? monthAround(date, monthStartsOn) : undefined
  const title = today && titleOf(span, inView?.from ?? today, today, monthStartsOn, locale)
  return (
    <div className="relative w-fit max-w-beside-status flex-none rounded-control has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <h1
        id={screenTitleId}
        tabIndex={-1}
        className="flex h-14 items-center gap-1 text-lg/6 font-bold tracking-tight outline-none lg:h-11"
      >
        <span className="sr-only">History, </span>
        {title ? (
          <span className="min-w-0">
            <span className="block truncate">{title}</span>
            {inView && months && currency && (
              <Money
                value={{ amount: spentBetween(months, inView), currency }}
                locale={locale}
                className="block truncate text-sm/5 font-normal text-ink-soft"
              />
            )}
          </span>
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
          inView={inView?.from}
          today={today}
          currency={currency}
        />
      )}
    </div>
  )
}

type Span = { from?: string | undefined; to?: string | undefined }

function titleOf(
  span: Span | undefined,
  month: string,
  today: string,
  startsOn: number,
  locale: string,
): string {
  const { from } = span ?? { from: month }
  const around = from && monthAround(from, startsOn)
  const isMonth = !span || (around && around.from === from && around.to === span.to)
  return isMonth && from
    ? listTitle(from, today, startsOn, locale)
    : spanWords(span ?? {}, today, locale)
}

function MonthPlace() {
  return <span aria-hidden="true" className="h-4 w-28 rounded-full bg-line" />
}
