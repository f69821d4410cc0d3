import type { Days } from '@/lib/core/dates'
import type { PeriodKind } from '@/lib/domain/summaries/periods'
import { monthWords, spanWords } from './date-words'

/** What a period is called: "November", "25 Sep to 24 Oct", "23 Nov to 29 Nov", "2026". Pure. */
export function periodWords(
  { from, to }: Days,
  kind: PeriodKind,
  { today, startsOn, locale }: { today: string; startsOn: number; locale: string },
): string {
  if (kind === 'month') return monthWords(from, today, startsOn, locale)
  return kind === 'year' ? from.slice(0, 4) : spanWords({ from, to }, today, locale)
}
