import { isCalendarDate } from '@/lib/core/dates'
import type { PeriodKind } from '@/lib/domain/summaries/periods'

/** What the page of insights shows, as it stands in its address: a kind of period, and a date in one of them. */
export type Shown = { kind: PeriodKind; on: string }

/** The kinds of period, and what they are called. */
export const kinds: readonly { value: PeriodKind; label: string }[] = [
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
  { value: 'quarter', label: 'Quarter' },
  { value: 'year', label: 'Year' },
]

/** What an address asks for; the month around today where it says nothing that is known. */
export function shownOf(query: URLSearchParams, today: string): Shown {
  const kind = kinds.find(({ value }) => value === query.get('by'))?.value ?? 'month'
  const on = query.get('on') ?? ''
  return { kind, on: isCalendarDate(on) ? on : today }
}

/** The address of what is shown; today needs no date in it. */
export function insightsAddress({ kind, on }: Shown, today: string): string {
  const query = new URLSearchParams({
    ...(kind !== 'month' && { by: kind }),
    ...(on !== today && { on }),
  })
  return query.size > 0 ? `/insights?${query}` : '/insights'
}
