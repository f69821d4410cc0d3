'use client'

import { curveStepAfter, line } from 'd3-shape'
import { useState } from 'react'
import { useHere } from '@/components/parts/here'
import { shortDate } from '@/components/words/date-words'
import { addDays, type Days, daysBetween } from '@/lib/core/dates'
import { asSum, formatMoney, type Sum } from '@/lib/core/money'
import type { Pace } from './insights-figures'

/** A large purchase: it stands apart, so that it does not bend the line. */
export type Large = { id: string; name: string; amount: number; date: string }

type Props = {
  /** Without what is large. */
  pace: Pace
  now: Days
  /** The days of the other curve; undefined where it is what is usual. */
  other: Days | undefined
  large: readonly Large[]
  currency: string
  /** What both curves are called. */
  names: { now: string; other: string }
}

/** How spending came about day by day, beside another period: a finger or the arrow keys read any day of both. */
export function PaceLine({ pace, now, other, large, currency, names }: Props) {
  const { locale } = useHere()
  const last = pace.now.length - 1
  const [at, setAt] = useState<number>()
  const beside = pace.other ?? []
  const days = Math.max(pace.now.length, beside.length, 2)
  const [ours, theirs] = [pace.now.map(asNumber), beside.map(asNumber)]
  const most = Math.max(1, ...ours, ...theirs)
  const least = Math.min(0, ...ours, ...theirs)
  const x = (day: number) => (day / (days - 1)) * 100
  const y = (sum: number) => 100 - ((sum - least) / (most - least)) * 100
  const path = (sums: number[]) =>
    line<number>()
      .curve(curveStepAfter)
      .x((_, day) => x(day))
      .y(y)(sums) ?? ''
  const day = Math.min(at ?? last, days - 1)
  const money = (sum: Sum) => formatMoney(asSum(sum), currency, locale)
  const dayName = (days: Days) => shortDate(addDays(days.from, day), locale)
  const [spent, compared] = [pace.now[day], beside[day]]
  const words = [
    spent !== undefined && `By ${dayName(now)} ${money(spent)}`,
    compared !== undefined && `${other ? `By ${dayName(other)}` : 'usually'} ${money(compared)}`,
    ...large
      .filter(({ date }) => date <= addDays(now.from, day))
      .map(({ name, amount }) => `without ${name} ${money(amount)}`),
  ].filter(Boolean)
  return (
    <figure className="pb-4">
      <div className="relative h-30 rounded-control has-focus-visible:outline-2 has-focus-visible:outline-accent">
        <svg
          aria-hidden="true"
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          <path
            d={path(theirs)}
            fill="none"
            className="stroke-ink-soft"
            strokeDasharray="1 4"
            strokeLinecap="round"
            strokeWidth={1.75}
            vectorEffect="non-scaling-stroke"
          />
          <path
            d={path(ours)}
            fill="none"
            className="stroke-ink"
            strokeWidth={1.75}
            vectorEffect="non-scaling-stroke"
          />
          {at !== undefined && (
            <path
              d={`M${x(day)} 0V100`}
              className="stroke-accent"
              strokeWidth={1.75}
              vectorEffect="non-scaling-stroke"
            />
          )}
        </svg>
        <span
          aria-hidden="true"
          className="absolute size-2 -translate-1/2 rounded-full bg-ink forced-colors:bg-[CanvasText]"
          style={{ left: `${x(last)}%`, top: `${y(ours[last] ?? 0)}%` }}
        />
        {large.map(({ id, name, amount, date }, index) => {
          const at = x(daysBetween({ from: now.from, to: date }) - 1)
          return (
            <span
              key={id}
              aria-hidden="true"
              className={`absolute flex items-center gap-1 text-xs text-ink-soft ${at > 50 ? '-translate-x-full flex-row-reverse' : ''}`}
              style={{ left: `${at}%`, top: `${index * 1.25}rem` }}
            >
              <span className="size-2 flex-none rounded-full border border-ink bg-paper" />
              <span className="max-w-40 truncate">{`${name} ${money(amount)}`}</span>
            </span>
          )
        })}
        <input
          type="range"
          aria-label="Day"
          min={0}
          max={days - 1}
          value={day}
          aria-valuetext={words.join('; ')}
          onChange={(event) => setAt(Number(event.target.value))}
          className="absolute inset-0 size-full cursor-crosshair touch-pan-y opacity-0"
        />
      </div>
      <figcaption className="mt-2 min-h-5 text-sm text-ink-soft">
        {at === undefined ? (
          <>
            <span className="font-medium text-ink">{names.now}</span>
            {pace.other && `, dotted ${names.other}`}
            {large.map(({ id, name }) => (
              <span key={id}>, without {name}</span>
            ))}
          </>
        ) : (
          words.join('; ')
        )}
      </figcaption>
    </figure>
  )
}

function asNumber(sum: Sum): number {
  return Number(sum)
}
