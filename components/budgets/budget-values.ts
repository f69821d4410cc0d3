import { dayWithin } from '@/lib/core/dates'
import type { FormState } from '@/lib/core/form'
import { amountProblem } from '@/lib/core/money'
import { oneLine } from '@/lib/core/one-line'
import { parseAmount } from '@/lib/core/reading/amount'
import { budgetPeriod } from '@/lib/domain/budgets/periods'
import type { Row } from '@/lib/domain/entities'

type Budget = Row<'budget'>

/** What the form holds, as typed. */
export type Typed = Pick<Budget, 'scope' | 'categories' | 'period' | 'rollover' | 'currency'> & {
  name: string
  limit: string
  startsOn: string
  /** The month in which quarters and years begin, 1 to 12. */
  month: string
}

/** Where a person's weeks and months begin. */
export type Begins = { firstWeekday: number; monthStartsOn: number }

/** A limit as typed, in minor units; nothing typed is none. */
export function readLimit(
  typed: string,
  currency: string,
): { ok: true; amount: number | null } | { ok: false; message: string } {
  if (typed.trim() === '') return { ok: true, amount: null }
  const read = parseAmount(typed, currency)
  if (!read.ok) return { ok: false, message: `The limit ${read.message}.` }
  if (read.amount <= 0) return { ok: false, message: 'The limit must be more than 0.' }
  const problem = amountProblem(read.amount, currency)
  if (problem) return { ok: false, message: `The limit ${problem}.` }
  return { ok: true, amount: read.amount }
}

/** The form of a new budget of a person: the month, as they begin it, and everything. */
export function emptyBudget(currency: string, { monthStartsOn }: Begins): Typed {
  return {
    ...{ name: '', limit: '', scope: 'chosen', categories: [], period: 'month' },
    ...{ startsOn: String(monthStartsOn), month: '1', rollover: 'off', currency },
  }
}

/** The form of a budget that there is. */
export function typedOf(budget: Budget): Typed {
  const { name, scope, categories, period, startsOn, rollover, since, currency } = budget
  const { from } = budgetPeriod({ ...budget, period: 'month', startsOn: days(budget) }, since)
  return {
    ...{ name, limit: '', scope, categories, period, rollover, currency },
    ...{ startsOn: String(startsOn), month: String(Number(from.slice(5, 7))) },
  }
}

function days({ period, startsOn }: Budget): number {
  return period === 'week' ? 1 : startsOn
}

/** The form with another kind of period, which begins where its person's do. */
export function withPeriod(typed: Typed, period: Typed['period'], begins: Begins): Typed {
  const day = period === 'week' ? begins.firstWeekday : begins.monthStartsOn
  const same = (period === 'week') === (typed.period === 'week')
  return { ...typed, period, startsOn: same ? typed.startsOn : String(day) }
}

type Read = Omit<Pick<Budget, keyof Typed & keyof Budget>, 'startsOn'> &
  Pick<Budget, 'startsOn' | 'since'>

/**
 * Reads the form, or says what is wrong with which field. `named` is what the budget is called where nothing is typed; `since`
 * is when it began, undefined for a new one, which begins with the period around today.
 */
export function readBudget(
  typed: Typed,
  { named, since, today }: { named: string; since: string | undefined; today: string },
): { ok: true; fields: Read; limit: number | null } | { ok: false; problems: FormState } {
  const { scope, categories, period, rollover, currency } = typed
  const name = oneLine(typed.name) || named
  const day = Number(typed.startsOn)
  const limit = readLimit(typed.limit, currency)
  const fields: Record<string, string> = {
    ...(!name && { name: 'Give the budget a name.' }),
    ...(name.length > 60 && { name: 'The name must have at most 60 characters.' }),
    ...(!limit.ok && { limit: limit.message }),
    ...(scope === 'chosen' &&
      categories.length === 0 && { categories: 'Choose at least one category, or everything.' }),
    ...(!(/^\d{1,2}$/.test(typed.startsOn.trim()) && day >= 1 && day <= 31) && {
      startsOn: 'Choose a day from 1 to 31.',
    }),
  }
  if (!limit.ok || Object.keys(fields).length > 0) return { ok: false, problems: { fields } }
  const month = `${typed.month.padStart(2, '0')}`
  const inMonth = dayWithin(`${(since ?? today).slice(0, 4)}-${month}`, day)
  const isLong = period === 'quarter' || period === 'year'
  const anchor = isLong ? inMonth : (since ?? today)
  const rhythm = { period, startsOn: day, since: anchor }
  // One that there is began when it did, as long as that says in which month.
  const begun = since && (!isLong || since.slice(5, 7) === month) ? since : undefined
  const from = begun ?? budgetPeriod(rhythm, since ?? today).from
  return {
    ok: true,
    fields: { name, scope, categories, period, startsOn: day, rollover, currency, since: from },
    limit: limit.amount,
  }
}
