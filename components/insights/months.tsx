import Link from 'next/link'
import { useHere } from '@/components/parts/here'
import { monthWords } from '@/components/words/date-words'
import { usualWords } from '@/components/words/usual-words'
import type { Days } from '@/lib/core/dates'
import { asSum, formatMoney, type Sum } from '@/lib/core/money'
import { insightsAddress, type Shown } from './insights-address'
import type { MonthFigure } from './insights-figures'

type Props = {
  months: readonly MonthFigure[]
  usual: Sum | undefined
  /** Whether some of what they count is still on its way. */
  isLoading: boolean
  shown: Shown
  period: Days
  today: string
  currency: string
  startsOn: number
}

/** A year of months as bars, each leading to its own figures, and a line at what is usual. */
export function Months({
  months,
  usual,
  isLoading,
  shown,
  period,
  today,
  currency,
  startsOn,
}: Props) {
  const { locale } = useHere()
  const most = Math.max(1, ...months.map(({ total }) => asSum(total) || 0))
  const height = (total: Sum) => `${(Math.max(0, asSum(total) || 0) / most) * 100}%`
  const money = (total: Sum) => formatMoney(asSum(total), currency, locale)
  return (
    <section className="border-t border-line py-6">
      <h2 className="text-sm font-medium">Months</h2>
      <p className="mt-1 text-sm text-ink-soft">
        {isLoading
          ? 'Still loading older expenses.'
          : usual === undefined
            ? 'From three whole months on, what is usual stands here.'
            : usualWords(usual, 'month', currency, locale)}
      </p>
      <div className="relative mt-4 h-30">
        {usual !== undefined && (
          <span
            aria-hidden="true"
            className="absolute inset-x-0 border-t border-dashed border-ink-soft"
            style={{ bottom: height(usual) }}
          />
        )}
        <ol className="flex size-full items-stretch gap-1">
          {months.map(({ from, to, total }) => {
            const name = monthWords(from, today, startsOn, locale)
            const isShown = from <= period.to && to >= period.from
            return (
              <li key={from} className="min-w-0 grow basis-0">
                <Link
                  href={insightsAddress(
                    { ...shown, kind: 'month', on: today <= to && today >= from ? today : from },
                    today,
                  )}
                  aria-label={`${name}: ${money(total)}`}
                  title={`${name}: ${money(total)}`}
                  className="group flex size-full flex-col justify-end rounded-control"
                >
                  <span
                    style={{ height: height(total) }}
                    className={`block min-h-0.5 transition-colors group-hover:bg-accent forced-colors:bg-[CanvasText] ${isShown ? 'bg-ink' : 'bg-edge'}`}
                  />
                </Link>
              </li>
            )
          })}
        </ol>
      </div>
      <ol aria-hidden="true" className="mt-1 flex gap-1 text-xs text-ink-soft">
        {months.map(({ from }) => (
          <li key={from} className="min-w-0 grow basis-0 overflow-hidden text-center">
            {monthWords(from, from, 1, locale).slice(0, 1)}
          </li>
        ))}
      </ol>
    </section>
  )
}
