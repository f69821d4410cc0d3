import { type Days, daysBetween, isCalendarDate, isMonth } from '@/lib/core/dates'
import { isId } from '@/lib/core/ids'
import type { PeriodKind } from '@/lib/domain/summaries/periods'

/** What a period stands beside: the one before it, the same one a year earlier, or what is usual. */
export type Besides = 'before' | 'year' | 'usual'

/** By what the page says where the money went. */
export type Parting = 'category' | 'note' | 'weekday'

/** What the page of insights shows, as it stands in its address. */
export type Shown = {
  /** A kind of period, or any dates. */
  kind: PeriodKind | 'range'
  /** A date in the period. */
  on: string
  /** The dates themselves, where the kind is a range. */
  range?: Days
  beside: Besides
  parting: Parting
  /** Whether all wallets of the currency count, and not the one on show alone. */
  all: boolean
  /** The category that the months are of; all of them where it is empty. */
  trend: string
  /** What is left out: ids of categories and expenses, and months, YYYY-MM by the day they begin on. */
  without: readonly string[]
}

/** The kinds of period, and what they are called. */
export const kinds: readonly { value: Shown['kind']; label: string }[] = [
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
  { value: 'quarter', label: 'Quarter' },
  { value: 'year', label: 'Year' },
  { value: 'range', label: 'Other dates' },
]

/** So that a link stays one. */
const mostWithout = 50
/** Of twenty years: no screen draws more days than that. */
export const mostDays = 7305

/** What an address asks for; the month around today where it says nothing that is known. */
export function shownOf(query: URLSearchParams, today: string): Shown {
  const range = rangeOf(query)
  const named = kinds.find(({ value }) => value === query.get('by'))?.value ?? 'month'
  const kind = named === 'range' && !range ? 'month' : named
  const on = query.get('on') ?? ''
  const beside = query.get('beside')
  const parting = query.get('parts')
  const trend = query.get('trend') ?? ''
  const known = (one: string) => isId(one) || isMonth(one)
  const without = [...new Set((query.get('without') ?? '').split(',').filter(known))]
  return {
    kind,
    on: isCalendarDate(on) ? on : today,
    ...(kind === 'range' && range && { range }),
    // A year stands beside the one before it either way.
    beside: beside === 'usual' || (beside === 'year' && kind !== 'year') ? beside : 'before',
    parting: parting === 'note' || parting === 'weekday' ? parting : 'category',
    all: query.get('wallets') === 'all',
    trend: isId(trend) ? trend : '',
    without: without.slice(0, mostWithout),
  }
}

function rangeOf(query: URLSearchParams): Days | undefined {
  const range = { from: query.get('from') ?? '', to: query.get('to') ?? '' }
  return rangeProblem(range) === undefined ? range : undefined
}

/** Why two dates are no range that can be shown, by the date that is to be changed; undefined where they are one. */
export function rangeProblem({ from, to }: Days): Partial<Days> | undefined {
  if (!isCalendarDate(from)) return { from: 'The first day is not a date.' }
  if (!isCalendarDate(to)) return { to: 'The last day is not a date.' }
  if (from > to) return { to: 'The last day is before the first.' }
  return daysBetween({ from, to }) > mostDays
    ? { to: 'These are more than twenty years: choose fewer.' }
    : undefined
}

/** The address of what is shown; today needs no date in it. */
export function insightsAddress(shown: Shown, today: string): string {
  const { kind, on, range, beside, parting, all, trend, without } = shown
  const query = new URLSearchParams({
    ...(kind !== 'month' && { by: kind }),
    ...(kind === 'range' ? range : on !== today && { on }),
    ...(beside !== 'before' && !(beside === 'year' && kind === 'year') && { beside }),
    ...(parting !== 'category' && { parts: parting }),
    ...(all && { wallets: 'all' }),
    ...(trend && { trend }),
    ...(without.length > 0 && { without: without.join(',') }),
  })
  // A comma says nothing else in a query, and reads better.
  const text = String(query).replaceAll('%2C', ',')
  return text ? `/insights?${text}` : '/insights'
}
