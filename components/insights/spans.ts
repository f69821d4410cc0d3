import { addDays, addMonths, type Days, daysBetween, dayWithin, firstDate } from '@/lib/core/dates'
import {
  type Beginnings,
  type Beside,
  beside,
  periodBefore,
  periodOf,
  yearBefore,
} from '@/lib/domain/summaries/periods'
import { mostUsual } from '@/lib/domain/summaries/usual'
import type { Shown } from './insights-address'
import { monthsOut } from './lens'

/** What the page looks at. */
export type Spans = Beside & {
  period: Days
  /** The one that it stands beside, whole: the last one before that is not left out, also where that is what is usual. */
  other: Days
  /** Whether the other one is left out, so that there is nothing to compare with. */
  isOut: boolean
  /** The ones before and after it. */
  earlier: Days
  later: Days
  /** Up to twelve periods before, the latest first, where what is usual is asked for. */
  past: readonly Days[]
}

/** The spans that the page looks at. Pure. */
export function spansOf(shown: Shown, today: string, begins: Beginnings): Spans {
  const { kind, on, range } = shown
  const period = kind === 'range' ? (range ?? { from: on, to: on }) : periodOf(on, kind, begins)
  const earlier = (days: Days) =>
    kind === 'range' ? asLongBefore(days) : periodBefore(days, kind, begins)
  const out = monthsOut({ ids: shown.without, startsOn: begins.monthStartsOn ?? 1 })
  const isOut = (days: Days) => out.some(({ from, to }) => from === days.from && to === days.to)
  const before = earlier(period)
  const past = pastOf(before, earlier, isOut)
  const [last = before] = past
  const other = shown.beside === 'year' ? aYearBefore(period, kind, begins) : last
  return {
    ...{ period, other, ...beside(period, other, today) },
    ...{ earlier: before, later: later(period, shown, begins) },
    past: shown.beside === 'usual' ? past : [],
    isOut: isOut(other),
  }
}

/** As many as count for what is usual, the latest first, without those that are left out. */
function pastOf(last: Days, earlier: (days: Days) => Days, isOut: (days: Days) => boolean): Days[] {
  const past: Days[] = []
  for (let days = last; past.length < mostUsual && days.from >= firstDate; days = earlier(days)) {
    if (!isOut(days)) past.push(days)
  }
  return past
}

/** All days that some spans reach over. Pure. */
export function reachOf({ period, other, past }: Spans): Days {
  return { from: [other.from, past.at(-1)?.from ?? other.from].sort()[0] ?? '', to: period.to }
}

function asLongBefore({ from, to }: Days): Days {
  const length = daysBetween({ from, to })
  return { from: addDays(from, -length), to: addDays(from, -1) }
}

function later({ from, to }: Days, { kind }: Shown, begins: Beginnings): Days {
  const next = addDays(to, 1)
  if (kind !== 'range') return periodOf(next, kind, begins)
  return { from: next, to: addDays(to, daysBetween({ from, to })) }
}

function aYearBefore(days: Days, kind: Shown['kind'], begins: Beginnings): Days {
  if (kind !== 'range') return yearBefore(days, kind, begins)
  const earlier = (date: string) =>
    dayWithin(addMonths(date.slice(0, 7), -12), Number(date.slice(8)))
  return { from: earlier(days.from), to: earlier(days.to) }
}
