'use client'

import { useMemo, useState } from 'react'
import { useHere } from '@/components/parts/here'
import { PaceChart } from '@/components/parts/pace-chart'
import { byDay } from '@/components/words/pace-words'
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
  large: { now: readonly Large[]; other: readonly Large[] }
  currency: string
  /** What both curves are called. */
  names: { now: string; other: string }
}

const none: readonly Sum[] = []

/** How spending came about day by day, beside another period, and what is read of a day. */
export function PaceLine({ pace, now, other, large, currency, names }: Props) {
  const { locale } = useHere()
  const [at, setAt] = useState<number>()
  const { now: own, other: beside = none } = pace
  const lines = useMemo(() => ({ now: own.map(Number), other: beside.map(Number) }), [own, beside])
  const day = at ?? pace.now.length - 1
  const money = (sum: Sum) => formatMoney(asSum(sum), currency, locale)
  const by = (days: Days, sum: Sum) => byDay(addDays(days.from, day), sum, currency, locale)
  const [spent, compared] = [pace.now[day], beside[day]]
  const words = [
    spent !== undefined && by(now, spent),
    compared !== undefined && (other ? by(other, compared) : `usually ${money(compared)}`),
    ...large.now
      .filter(({ date }) => date <= addDays(now.from, day))
      .map(({ name, amount }) => `without ${name} ${money(amount)}`),
  ]
    .filter(Boolean)
    .join('; ')
  return (
    <figure className="pb-4">
      <PaceChart
        {...lines}
        marks={large.now.map(({ id, name, amount, date }) => ({
          key: id,
          day: daysBetween({ from: now.from, to: date }) - 1,
          label: `${name} ${money(amount)}`,
        }))}
        at={at}
        onAt={setAt}
        words={words}
        className="h-30"
      />
      <figcaption className="mt-2 min-h-5 text-sm text-ink-soft">
        {at === undefined ? (
          <>
            <span className="font-medium text-ink">{names.now}</span>
            {without(large.now)}
            {pace.other && `, dotted ${names.other}${without(large.other)}`}
          </>
        ) : (
          words
        )}
      </figcaption>
    </figure>
  )
}

function without(large: readonly Large[]): string {
  return large.length > 0 ? ` without ${large.map(({ name }) => name).join(' and ')}` : ''
}
