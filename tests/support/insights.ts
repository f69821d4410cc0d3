import fc from 'fast-check'
import type { Shown } from '@/components/insights/insights-address'
import { addDays } from '@/lib/core/dates'
import type { PeriodKind } from '@/lib/domain/summaries/periods'

/** What the page of insights shows where nothing else is said, but for its period. */
export const plain = {
  ...{ beside: 'before' as const, parting: 'category' as const },
  ...{ all: false, trend: '', without: [] },
}
export const kind = fc.constantFrom<PeriodKind>('week', 'month', 'quarter', 'year')
export const date = fc.integer({ min: 0, max: 2000 }).map((days) => addDays('2022-11-23', days))
export const begins = fc.record({
  firstWeekday: fc.integer({ min: 1, max: 7 }),
  monthStartsOn: fc.integer({ min: 1, max: 31 }),
})
export const besides = fc.constantFrom<Shown['beside']>('before', 'year', 'usual')
