import { useMemo } from 'react'
import { addressOf, noFilters } from '@/components/parts/expense/filters'
import { useHere } from '@/components/parts/here'
import { buttonClass } from '@/components/ui/button-class'
import { monthWords, shortDate } from '@/components/words/date-words'
import type { Dear } from '@/lib/client/hooks/insights'
import { type Days, daysBetween, isMonth, monthBegunIn } from '@/lib/core/dates'
import { withCounted } from '@/lib/domain/summaries/cells'
import { Calendar } from './calendar'
import { Heading } from './heading'
import type { Shown } from './insights-address'
import { daysOf, type Figures, paceOf } from './insights-figures'
import { Largest } from './largest'
import { LeftOut } from './left-out'
import { Months } from './months'
import { PaceLine } from './pace-line'
import { namedParts } from './parts-named'
import { PartsTable } from './parts-table'
import { periodName } from './period-name'
import type { Insights } from './use-insights'
import { WhatChanged } from './what-changed'

type Props = {
  insights: Insights
  today: string
  /** Whether there are other wallets, which the links must not mean. */
  several: boolean
  onShow: (shown: Partial<Shown>) => void
}

/** More days than these are no calendar that one could look at. */
const mostInCalendar = 93

/** All figures of a period. */
export function PeriodFigures({ insights, today, several, onShow }: Props) {
  const { locale } = useHere()
  const { lens, out, spans, begins, shown, byCategory: figures, parted, months } = insights
  const { period, now, before, isCut } = spans
  const { monthStartsOn: startsOn, firstWeekday } = begins
  const { currency } = lens
  const name = (days: Days) => periodName(days, shown.kind, { today, startsOn, locale })
  const naming = { lens, notes: parted.notes, days: now, several, firstWeekday, locale }
  const nameAll = (parts: Figures['parts'], parting: Shown['parting']) =>
    namedParts(parts, { ...naming, parting })
  const usualName = shown.beside === 'usual'
  const beforeName = usualName
    ? 'Usually'
    : isCut
      ? `By ${shortDate(before.to, locale)}`
      : name(before)
  const { without } = shown
  const leaveOut = (id: string) => onShow({ without: [...without, id] })
  const hasAny = figures.parts.length > 0
  // Of several wallets no list shows the rows of all.
  const [only] = lens.wallets.length === 1 ? lens.wallets : []
  return (
    <>
      <p className="hidden print:block">
        {`${period.from} to ${period.to}, ${lens.wallets.map(({ name }) => name).join(', ')}`}
      </p>
      <Heading {...{ insights, today, name, onShow }} />
      <LeftOut
        without={without}
        categoryName={(id) => lens.categories.get(lens.standsFor(id) ?? '')?.name}
        expenses={out.expenses}
        monthName={(month) =>
          isMonth(month)
            ? monthWords(monthBegunIn(month, startsOn).from, today, startsOn, locale)
            : undefined
        }
        onBack={(id) => onShow({ without: without.filter((one) => one !== id) })}
      />
      {hasAny ? (
        <>
          <Pace {...{ insights, name }} />
          <PartsTable
            figures={parted.figures}
            parts={nameAll(parted.figures.parts, parted.parting)}
            parting={parted.parting}
            currency={currency}
            beforeName={beforeName}
            onPart={(parting) => onShow({ parting })}
            onLeaveOut={leaveOut}
          />
        </>
      ) : (
        <p className="border-t border-line py-6 text-pretty text-ink-soft">
          Nothing was spent here, nor in the time before that it compares with. Another period may
          hold more.
        </p>
      )}
      <div className="lg:grid lg:grid-cols-2 lg:gap-x-10 print:grid print:grid-cols-2 print:gap-x-8">
        {hasAny && (
          <WhatChanged
            figures={figures}
            parts={nameAll(figures.parts, 'category')}
            currency={currency}
          />
        )}
        <div>
          {hasAny && daysBetween(period) <= mostInCalendar && (
            <DaysOf
              {...{ insights, today, firstWeekday }}
              hrefOf={(date) => {
                const filters = { ...noFilters, from: date, to: date }
                return only && addressOf({ ...filters, wallet: several ? only.id : '' })
              }}
            />
          )}
          <Largest
            rows={insights.dearest}
            lens={lens}
            hrefOf={({ id, walletId }) => `/?id=${id}${several ? `&wallet=${walletId}` : ''}`}
            today={today}
            onLeaveOut={leaveOut}
          />
        </div>
      </div>
      {months && (
        <Months
          {...months}
          {...{ shown, period, today, startsOn, currency, onShow }}
          isLoading={insights.areMonthsLoading}
          trends={trendsOf(insights, months.trend)}
          onLeaveOut={leaveOut}
        />
      )}
      {hasAny && (
        <p className="border-t border-line py-6 print:hidden">
          <button type="button" onClick={() => print()} className={buttonClass('secondary')}>
            Print this page
          </button>
        </p>
      )}
    </>
  )
}

/** The categories whose months can be looked at alone: those of the period, and the one that is. */
function trendsOf({ byCategory, lens }: Insights, trend: string) {
  const keys = byCategory.parts.map(({ key }) => key)
  const all = trend && !keys.includes(trend) ? [...keys, trend] : keys
  return all.map((value) => ({
    value,
    label: `of ${lens.categories.get(value)?.name ?? 'Category'}`,
  }))
}

type DaysProps = Pick<Props, 'insights' | 'today'> & {
  firstWeekday: number
  hrefOf: (date: string) => string | undefined
}

function DaysOf({ insights: { cells, spans, lens }, ...props }: DaysProps) {
  const days = useMemo(() => daysOf(cells, spans.period), [cells, spans])
  return <Calendar days={days} currency={lens.currency} {...props} />
}

type PaceProps = { insights: Insights; name: (days: Days) => string }

function Pace({ insights, name }: PaceProps) {
  const { cells, lens, spans, large, since } = insights
  const pace = useMemo(() => {
    const taken = [...large.now, ...large.other].map((row) => ({ ...row, deletedAt: null }))
    return paceOf(withCounted(cells, { taken, put: [] }), spans, since)
  }, [cells, large, spans, since])
  const { period, now, other, past } = spans
  const isUsual = past.length > 0
  const named = ({ id, note, categoryId, amount, date }: Dear) => ({
    ...{ id, amount, date },
    name: note || (lens.categories.get(categoryId)?.name ?? 'one expense'),
  })
  return (
    <PaceLine
      key={`${period.from} ${other.from} ${isUsual}`}
      pace={pace}
      now={now}
      other={isUsual ? undefined : other}
      large={{ now: large.now.map(named), other: large.other.map(named) }}
      currency={lens.currency}
      names={{ now: name(period), other: isUsual ? 'as usual' : name(other) }}
    />
  )
}
