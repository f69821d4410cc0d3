import type { Row } from '@/lib/domain/entities'

type Budget = Row<'budget'>

/** What a period of a budget is called in front of its limit: "Monthly limit". */
export const limitLabels: Record<Budget['period'], string> = {
  week: 'Weekly limit',
  month: 'Monthly limit',
  quarter: 'Quarterly limit',
  year: 'Yearly limit',
}

/** The kinds of period, as they are chosen. */
export const periodWords: Record<Budget['period'], string> = {
  week: 'Week',
  month: 'Month',
  quarter: 'Quarter',
  year: 'Year',
}

/** What a budget counts. */
export const scopeWords: Record<Budget['scope'], string> = {
  all: 'Everything',
  chosen: 'Some categories',
}

/** What a period leaves to the next one. */
export const rolloverWords: Record<Budget['rollover'], string> = {
  off: 'Nothing',
  surplus: 'What is left',
  both: 'What is left or missing',
}

/** The value of a field of a budget in words; undefined for any other field. Pure. */
export function budgetFieldWords(field: string, value: unknown): string | undefined {
  const words: Record<string, Record<string, string>> = {
    period: periodWords,
    scope: scopeWords,
    rollover: rolloverWords,
  }
  if (field === 'startsOn') return `from day ${value}`
  return words[field]?.[String(value)]
}
