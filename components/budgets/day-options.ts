import { weekdayWords } from '@/components/words/date-words'
import { addMonths } from '@/lib/core/dates'

const monthNames = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' })

const someJanuary = '2026-01'

/** The days that a week may begin on, 1 (Monday) to 7. */
export const weekdayOptions = Array.from({ length: 7 }, (_, at) => ({
  value: String(at + 1),
  label: weekdayWords(at + 1, 'long', 'en-GB'),
}))

/** The months, 1 to 12. */
export const monthOptions = Array.from({ length: 12 }, (_, at) => ({
  value: String(at + 1),
  label: monthNames.format(new Date(`${addMonths(someJanuary, at)}-01T00:00Z`)),
}))
