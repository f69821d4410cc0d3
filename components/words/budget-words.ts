import { addUp, asSum, formatMoney, type Sum } from '@/lib/core/money'
import type { Now } from '@/lib/domain/budgets/now'
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

/** What is left of a budget from a day on: "€34.10 for 9 days", "€34.10 for today". Pure. */
export function leftWords(
  { currency }: Pick<Budget, 'currency'>,
  left: Sum,
  daysLeft: number,
  locale: string,
): string {
  const money = formatMoney(asSum(left), currency, locale)
  return `${money} for ${daysLeft === 1 ? 'today' : `${daysLeft} days`}`
}

/** What is said where a save has brought a budget to 80 % or 100 %: a sentence. Pure. */
export function alertWords(
  budget: Budget,
  { standing, reach, daysLeft }: Now,
  locale: string,
): string {
  const { name, currency } = budget
  const left = standing.left ?? 0
  if (reach === 'exact') return `${name} is spent exactly.`
  if (reach === 'over') return `${name} is ${formatMoney(asSum(-left), currency, locale)} over.`
  return `${name} has ${leftWords(budget, left, daysLeft, locale)}.`
}

/**
 * What budgets come to in a few words: what a budget for everything leaves a day, by its name where `isPlain` does not know
 * it for what the page is about, and what is over: "€32.64 a day left, Dining is €3.00 over"; undefined where nothing is to be
 * said. Pure.
 */
export function homeWords(
  budgets: readonly (Now & { budget: Budget })[],
  isPlain: (budget: Budget) => boolean,
  locale: string,
): string | undefined {
  const money = (sum: Sum, { currency }: Budget) => formatMoney(asSum(sum), currency, locale)
  const whole = budgets
    .filter(({ budget, reach, perDay }) => budget.scope === 'all' && reach !== 'over' && perDay)
    .sort((one, other) => Number(isPlain(other.budget)) - Number(isPlain(one.budget)))
    .at(0)
  const perDay = whole && `${money(whole.perDay ?? 0, whole.budget)} a day left`
  const left = whole && (isPlain(whole.budget) ? perDay : `${whole.budget.name}: ${perDay}`)
  const over = budgets.filter(({ reach }) => reach === 'over')
  const [first] = over
  const overs =
    first &&
    (over.length === 1
      ? `${first.budget.name} is ${money(addUp(0, -(first.standing.left ?? 0)), first.budget)} over`
      : `${over.length} budgets are over`)
  return [left, overs].filter(Boolean).join(', ') || undefined
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
