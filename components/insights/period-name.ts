import { spanWords } from '@/components/words/date-words'
import { periodWords } from '@/components/words/period-words'
import type { Days } from '@/lib/core/dates'
import type { Shown } from './insights-address'

/** What a period of the page is called. Pure. */
export function periodName(
  days: Days,
  kind: Shown['kind'],
  here: { today: string; startsOn: number; locale: string },
): string {
  return kind === 'range' ? spanWords(days, here.today, here.locale) : periodWords(days, kind, here)
}
