'use client'

import { curveStepAfter, line } from 'd3-shape'
import { useState } from 'react'
import { useHere } from '@/components/parts/here'
import { shortDate } from '@/components/words/date-words'
import { addDays, type Days } from '@/lib/core/dates'
import { asSum, formatMoney, type Sum } from '@/lib/core/money'
import type { Pace } from './insights-figures'

type Props = {
  pace: Pace
  now: Days
  other: Days
  currency: string
  /** What both curves are called. */
  names: { now: string; other: string }
}

/** How spending came about day by day, beside another period: a finger or the arrow keys read any day of both. */
export function PaceLine({ pace, now, other, currency, names }: Props) {
  const { locale } = useHere()
  const last = pace.now.length - 1
  const [at, setAt] = useState<number>()
  const days = Math.max(pace.now.length, pace.other.length, 2)
  const [ours, theirs] = [pace.now.map(asNumber), pace.other.map(asNumber)]
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
  const words = [
    wordsOf(pace.now, now, day, currency, locale),
    wordsOf(pace.other, other, day, currency, locale),
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
            <span className="font-medium text-ink">{names.now}</span>, dotted {names.other}
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

function wordsOf(
  sums: readonly Sum[],
  { from }: Days,
  day: number,
  currency: string,
  locale: string,
): string | undefined {
  const sum = sums[day]
  if (sum === undefined) return undefined
  return `By ${shortDate(addDays(from, day), locale)} ${formatMoney(asSum(sum), currency, locale)}`
}
