import Link from 'next/link'
import type { ReactNode } from 'react'
import { useHere } from '@/components/parts/here'
import { calendarWords, weekdayWords } from '@/components/words/date-words'
import { asSum, formatMoney, type Sum } from '@/lib/core/money'
import { weekdayOf } from '@/lib/core/periods'
import type { DayFigure } from './insights-figures'

type Props = {
  days: readonly DayFigure[]
  today: string
  firstWeekday: number
  currency: string
  /** Where the rows of a day are; undefined where no list shows them. */
  hrefOf: (date: string) => string | undefined
}

/** The days of a period by what was spent on them, each leading to its rows. */
export function Calendar({ days, today, firstWeekday, currency, hrefOf }: Props) {
  const { locale } = useHere()
  const [first] = days
  if (!first) return null
  const most = Math.max(1, ...days.map(({ total }) => asSum(total) || 0))
  // The area says how much, so that a large day leaves the others visible.
  const side = (total: Sum) => Math.sqrt(Math.max(0, asSum(total) || 0) / most)
  const blank = (weekdayOf(first.date) - firstWeekday + 7) % 7
  return (
    <section className="border-t border-line py-6">
      <h2 className="text-sm font-medium">Days</h2>
      <ol
        aria-hidden="true"
        className="mt-3 grid max-w-md grid-cols-7 text-center text-xs text-ink-soft"
      >
        {[0, 1, 2, 3, 4, 5, 6].map((at) => (
          <li key={at}>{weekdayWords(((firstWeekday - 1 + at) % 7) + 1, 'short', locale)}</li>
        ))}
      </ol>
      <ol className="mt-1 grid max-w-md grid-cols-7">
        {days.map(({ date, count, total }, at) => {
          const name = `${calendarWords(date, today, locale)}: ${formatMoney(asSum(total), currency, locale)}`
          return (
            <li
              key={date}
              style={at === 0 ? { gridColumnStart: blank + 1 } : undefined}
              className={`relative h-12 border-t border-line text-xs text-ink-soft ${date === today ? 'font-bold text-ink' : ''}`}
            >
              <Day href={count > 0 ? hrefOf(date) : undefined} name={name}>
                <span className="group-hover:text-accent">{Number(date.slice(8))}</span>
                {count > 0 && <Weight side={side(total)} />}
              </Day>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

type DayProps = { href: string | undefined; name: string; children: ReactNode }

function Day({ href, name, children }: DayProps) {
  const className =
    'group flex size-full flex-col items-center justify-between rounded-control py-1'
  if (!href) {
    return (
      <span title={name} className={className}>
        <span aria-hidden="true" className="contents">
          {children}
        </span>
        <span className="sr-only">{name}</span>
      </span>
    )
  }
  return (
    <Link href={href} aria-label={name} title={name} className={className}>
      {children}
    </Link>
  )
}

function Weight({ side }: { side: number }) {
  return (
    <span className="grid size-6 place-items-center">
      <span
        className="block min-h-1 min-w-1 rounded-[2px] bg-ink transition-colors group-hover:bg-accent forced-colors:bg-[CanvasText]"
        style={{ width: `${side * 100}%`, height: `${side * 100}%` }}
      />
    </span>
  )
}
