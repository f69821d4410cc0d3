import { isCalendarDate } from '@/lib/core/dates'
import { isId } from '@/lib/core/ids'
import type { PeriodKind } from '@/lib/domain/summaries/periods'

/** What a period stands beside: the one before it, or the same one a year earlier. */
export type Besides = 'before' | 'year'

/**
 * What the page of insights shows, as it stands in its address: a kind of period, a date in one of them, what it stands beside,
 * and the ids of categories and expenses that are left out.
 */
export type Shown = { kind: PeriodKind; on: string; beside: Besides; without: readonly string[] }

/** The kinds of period, and what they are called. */
export const kinds: readonly { value: PeriodKind; label: string }[] = [
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
  { value: 'quarter', label: 'Quarter' },
  { value: 'year', label: 'Year' },
]

/** So that a link stays one. */
const mostWithout = 50

/** What an address asks for; the month around today where it says nothing that is known. */
export function shownOf(query: URLSearchParams, today: string): Shown {
  const kind = kinds.find(({ value }) => value === query.get('by'))?.value ?? 'month'
  const on = query.get('on') ?? ''
  const without = [...new Set((query.get('without') ?? '').split(',').filter(isId))]
  return {
    kind,
    on: isCalendarDate(on) ? on : today,
    // A year stands beside the one before it either way.
    beside: query.get('beside') === 'year' && kind !== 'year' ? 'year' : 'before',
    without: without.slice(0, mostWithout),
  }
}

/** The address of what is shown; today needs no date in it. */
export function insightsAddress({ kind, on, beside, without }: Shown, today: string): string {
  const query = new URLSearchParams({
    ...(kind !== 'month' && { by: kind }),
    ...(on !== today && { on }),
    ...(beside === 'year' && kind !== 'year' && { beside }),
    ...(without.length > 0 && { without: without.join(',') }),
  })
  // A comma says nothing else in a query, and reads better.
  const text = String(query).replaceAll('%2C', ',')
  return text ? `/insights?${text}` : '/insights'
}
