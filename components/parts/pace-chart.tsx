'use client'

import { curveStepAfter, line } from 'd3-shape'
import { useMemo } from 'react'

/** Something that stands apart from the line, at a day. */
type Mark = { key: string; day: number; label: string }

type Props = {
  /** What had been spent by each day, in minor units: of a period so far, and of the whole one beside it. */
  now: readonly number[]
  other: readonly number[]
  /** What the period may come to. */
  limit?: number | undefined
  marks?: readonly Mark[]
  /** The day that is read, counted from the first; undefined where none is. */
  at: number | undefined
  /** Reads another day, or none any more. */
  onAt: (day: number | undefined) => void
  /** What is read at that day. */
  words: string
  className: string
}

/** Two lines of what had been spent by each day: a finger or the arrow keys read any day of both. */
export function PaceChart({ now, other, limit, marks = [], at, onAt, words, className }: Props) {
  const last = now.length - 1
  const days = Math.max(now.length, other.length, 2)
  const x = (day: number) => (day / (days - 1)) * 100
  const drawn = useMemo(() => draw(now, other, limit), [now, other, limit])
  const y = drawn.y
  const day = Math.min(at ?? last, days - 1)
  const stroke = { fill: 'none', strokeWidth: 1.75, vectorEffect: 'non-scaling-stroke' } as const
  return (
    <div
      className={`relative rounded-control has-focus-visible:outline-2 has-focus-visible:outline-accent ${className}`}
    >
      {/* Time runs from left to right, whichever way one reads. */}
      <div dir="ltr" aria-hidden="true" className="absolute inset-0">
        <svg
          aria-hidden="true"
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          {limit !== undefined && Number.isFinite(limit) && (
            <path {...stroke} d={`M0 ${y(limit)}H100`} className="stroke-edge stroke-1" />
          )}
          <path
            {...stroke}
            d={drawn.other}
            className="stroke-ink-soft"
            strokeDasharray="1 4"
            strokeLinecap="round"
          />
          <path {...stroke} d={drawn.now} className="stroke-ink" />
          {at !== undefined && (
            <path {...stroke} d={`M${x(day)} 0V100`} className="stroke-accent" />
          )}
        </svg>
        <span
          className="absolute size-2 -translate-1/2 rounded-full bg-ink forced-colors:bg-[CanvasText]"
          style={{ left: `${x(last)}%`, top: `${y(now[last] ?? 0)}%` }}
        />
        {marks.map(({ key, day, label }, index) => (
          <span
            key={key}
            className={`absolute flex items-center gap-1 text-xs text-ink-soft ${x(day) > 50 ? '-translate-x-full flex-row-reverse' : ''}`}
            style={{ left: `${x(day)}%`, top: `${index * 1.25}rem` }}
          >
            <span className="size-2 flex-none rounded-full border border-ink bg-paper" />
            <span className="max-w-40 truncate">{label}</span>
          </span>
        ))}
      </div>
      <input
        type="range"
        dir="ltr"
        aria-label="Day"
        min={0}
        max={days - 1}
        value={day}
        aria-valuetext={words}
        onChange={(event) => onAt(Number(event.target.value))}
        onBlur={() => onAt(undefined)}
        onKeyDown={(event) => event.key === 'Escape' && onAt(undefined)}
        onPointerLeave={(event) => event.pointerType === 'mouse' && onAt(undefined)}
        className="absolute inset-0 size-full cursor-crosshair touch-pan-y opacity-0"
      />
    </div>
  )
}

/** Both lines as paths in a square of 100, and where a sum is in it. */
function draw(now: readonly number[], other: readonly number[], limit: number | undefined) {
  const days = Math.max(now.length, other.length, 2)
  const all = [...now, ...other, limit ?? 0].filter(Number.isFinite)
  const most = all.reduce((one, sum) => Math.max(one, sum), 1)
  const least = all.reduce((one, sum) => Math.min(one, sum), 0)
  const y = (sum: number) => 100 - ((sum - least) / (most - least)) * 100
  const path = line<number>()
    // What is too large to be drawn leaves a gap.
    .defined(Number.isFinite)
    .curve(curveStepAfter)
    .x((_, day) => (day / (days - 1)) * 100)
    .y(y)
  return { now: path([...now]) ?? '', other: path([...other]) ?? '', y }
}
