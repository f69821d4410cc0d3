import { memo, useMemo } from 'react'
import { type Filters, isNarrowed } from '@/components/parts/expense/filters'
import { useHere } from '@/components/parts/here'
import { monthWords } from '@/components/words/date-words'
import type { Month } from '@/lib/client/hooks/expenses'
import { usePreferences } from '@/lib/client/hooks/preferences'
import { monthCells } from '@/lib/client/replica/day-cells'
import { monthAround } from '@/lib/core/dates'
import { asSum, formatMoney } from '@/lib/core/money'
import { totalsByPeriod } from '@/lib/domain/summaries/periods'

type Props = {
  months: readonly Month[]
  filters: Filters
  onChange: (filters: Filters) => void
  /** The first day of the month that the list was scrolled to. */
  inView: string | undefined
  today: string
  currency: string
}

/** A native choice of month with the total of each, laid over its name; it sets the dates that the list is narrowed to. */
export function MonthJump({ months, filters, onChange, inView, today, currency }: Props) {
  const { locale } = useHere()
  const { monthStartsOn } = usePreferences()
  const held = useMemo(
    () => monthsHeld(months, today, monthStartsOn),
    [months, today, monthStartsOn],
  )
  const now = monthAround(today, monthStartsOn).from
  const isHome = !isNarrowed(filters)
  const shown = held.find(({ from, to }) => from === filters.from && to === filters.to)
  const value = isHome ? (inView ?? now) : (shown?.from ?? '')
  const jump = (wanted: string) => {
    const month = held.find(({ from }) => from === wanted)
    if (!month) return
    const { from, to } = month
    const onward = { ...filters, from, to }
    // The list begins with the present month anyway.
    const isBack = from === now && !isNarrowed({ ...filters, from: '', to: '' })
    if (isBack && isHome) document.getElementById('history')?.scrollTo({ top: 0 })
    else onChange(isBack ? { ...filters, from: '', to: '' } : onward)
  }
  return (
    <select
      aria-label="Month"
      value={value}
      onChange={(event) => jump(event.target.value)}
      className="absolute inset-0 size-full cursor-pointer appearance-none opacity-0"
    >
      {value === '' && (
        <option value="" hidden>
          Other dates
        </option>
      )}
      {held.map(({ from, sum }) => (
        <MonthOption key={from} {...{ from, sum, today, monthStartsOn, locale, currency }} />
      ))}
    </select>
  )
}

type OptionProps = Pick<Props, 'today' | 'currency'> & {
  locale: string
  from: string
  sum: number
  monthStartsOn: number
}

/** One month of the choice: of twenty years a save changes one, and only that is written anew. */
const MonthOption = memo(function MonthOption(props: OptionProps) {
  const { from, sum, today, monthStartsOn, locale, currency } = props
  return (
    <option value={from}>
      {monthWords(from, today, monthStartsOn, locale)} · {formatMoney(sum, currency, locale)}
    </option>
  )
})

/**
 * The months that hold expenses, and the one that today is in, newest first, each with its total; they begin on the day
 * `startsOn` (1 to 31, see `dayWithin`).
 */
export function monthsHeld(months: readonly Month[], today: string, startsOn: number) {
  const cells = monthCells(months, startsOn)
  const held = totalsByPeriod(cells, 'month', { monthStartsOn: startsOn })
  const now = monthAround(today, startsOn)
  if (!held.some(({ from }) => from === now.from)) held.push({ ...now, count: 0, total: 0 })
  return held
    .sort((one, other) => (one.from < other.from ? 1 : -1))
    .map(({ from, to, total }) => ({ from, to, sum: asSum(total) }))
}
