import { EyeOff } from 'lucide-react'
import Link from 'next/link'
import { useHere } from '@/components/parts/here'
import { InlineSelect } from '@/components/ui/inline-select'
import { Money } from '@/components/ui/money'
import { monthWords } from '@/components/words/date-words'
import { usualWords } from '@/components/words/usual-words'
import type { Days } from '@/lib/core/dates'
import { asSum, formatMoney, type Sum } from '@/lib/core/money'
import { insightsAddress, type Shown } from './insights-address'
import type { MonthFigure } from './insights-figures'
import { LeaveOut } from './leave-out'

type Props = {
  months: readonly MonthFigure[]
  usual: Sum | undefined
  /** Those that are left out. */
  gone: readonly Days[]
  /** The category that they are of; empty where it is all of them. */
  trend: string
  /** Whether some of what they count is still on its way. */
  isLoading: boolean
  shown: Shown
  period: Days
  today: string
  currency: string
  startsOn: number
  /** The categories whose months can be looked at alone. */
  trends: readonly { value: string; label: string }[]
  onShow: (shown: Partial<Shown>) => void
  onLeaveOut: (month: string) => void
}

/** Months as bars, of everything or of one category, each leading to its own figures, with a line at what is usual. */
export function Months(props: Props) {
  const { months, usual, gone, trend, isLoading, shown, period, today, currency, startsOn } = props
  const { trends, onShow, onLeaveOut } = props
  const { locale } = useHere()
  const most = Math.max(1, ...months.map(({ total }) => asSum(total) || 0))
  const height = (total: Sum) => `${(Math.max(0, asSum(total) || 0) / most) * 100}%`
  const nameOf = (from: string) => monthWords(from, today, startsOn, locale)
  const isGone = ({ from }: Days) => gone.some((one) => one.from === from)
  const hrefOf = ({ from, to }: Days) =>
    insightsAddress(
      { ...shown, kind: 'month', on: today <= to && today >= from ? today : from },
      today,
    )
  const few = months.length <= 12
  return (
    <section className="border-t border-line py-6 print:hidden">
      <h2 className="text-sm font-medium">
        Months{' '}
        <InlineSelect
          label="Months of"
          value={trend}
          options={[{ value: '', label: 'of everything' }, ...trends]}
          onChange={(trend) => onShow({ trend })}
        />
      </h2>
      <p className="mt-1 text-sm text-ink-soft">
        {isLoading
          ? 'Still loading older expenses.'
          : (usualWords(usual, 'month', currency, locale) ??
            'From three whole months on, what is usual stands here.')}
      </p>
      <div className="relative mt-4 h-30">
        {usual !== undefined && (
          <span
            aria-hidden="true"
            className="absolute inset-x-0 border-t border-dashed border-ink-soft"
            style={{ bottom: height(usual) }}
          />
        )}
        <ol className={`flex size-full items-stretch ${few ? 'gap-1' : 'gap-px'}`}>
          {months.map((month) => {
            const { from, to, total } = month
            const spent = isGone(month) ? 'left out' : formatMoney(asSum(total), currency, locale)
            const name = `${nameOf(from)}: ${spent}`
            const isShown = from <= period.to && to >= period.from
            return (
              <li key={from} className="min-w-0 grow basis-0">
                <Link
                  href={hrefOf(month)}
                  aria-label={name}
                  title={name}
                  className="group flex size-full flex-col justify-end rounded-control"
                >
                  {isGone(month) ? (
                    <EyeOff
                      size={14}
                      strokeWidth={1.75}
                      className="mx-auto max-w-full text-ink-soft"
                    />
                  ) : (
                    <span
                      style={{ height: height(total) }}
                      className={`block min-h-0.5 transition-colors group-hover:bg-accent forced-colors:bg-[CanvasText] ${isShown ? 'bg-ink' : 'bg-edge'}`}
                    />
                  )}
                </Link>
              </li>
            )
          })}
        </ol>
      </div>
      {few && (
        <ol aria-hidden="true" className="mt-1 flex gap-1 text-xs text-ink-soft">
          {months.map(({ from }) => (
            <li key={from} className="min-w-0 grow basis-0 overflow-hidden text-center">
              {monthWords(from, from, 1, locale).slice(0, 1)}
            </li>
          ))}
        </ol>
      )}
      <details className="mt-3 print:hidden">
        <summary className="w-fit cursor-pointer rounded-control py-2 text-sm text-ink-soft pointer-coarse:py-3">
          As a table
        </summary>
        <table className="w-full border-collapse">
          <caption className="sr-only">Months</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">Month</th>
              <th scope="col">Spent</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {[...months].reverse().map((month) => (
              <tr key={month.from} className="border-b border-line">
                <th scope="row" className="py-2 text-start font-normal">
                  <Link href={hrefOf(month)} className="rounded-control hover:text-accent">
                    {nameOf(month.from)}
                  </Link>
                </th>
                <td className="py-2 text-end whitespace-nowrap">
                  {isGone(month) ? (
                    <span className="text-ink-soft">left out</span>
                  ) : (
                    <Money value={{ amount: asSum(month.total), currency }} locale={locale} />
                  )}
                </td>
                <td className="w-11">
                  {!isGone(month) && (
                    <LeaveOut
                      what={nameOf(month.from)}
                      onPress={() => onLeaveOut(month.from.slice(0, 7))}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}
