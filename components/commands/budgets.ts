import { deletionOf, editOf } from '@/lib/client/edit'
import { changeOf, type Step } from '@/lib/client/mutate'
import type { LimitedBudget } from '@/lib/client/reads/budgets'
import type { Days } from '@/lib/core/dates'
import { formatMoney } from '@/lib/core/money'
import { limitOn } from '@/lib/domain/budgets/figures'
import { budgetPeriod } from '@/lib/domain/budgets/periods'
import type { Row } from '@/lib/domain/entities'
import type { Args } from '@/lib/domain/mutations'
import type { Command } from './perform'

type Budget = Row<'budget'>
type Fields = Args<'budget.create'>['fields']
type Place = { spaceId: string; id: string }

/** Adds a budget, with a limit from the period around today on; the id is made once for all tries. */
export function addBudget(
  place: Place,
  fields: Fields,
  amount: number | null,
  today: string,
): Command {
  const { name } = fields
  const change = changeOf('budget.create', { ...place, fields }, `Add the budget ${name}`)
  const back = changeOf('budget.delete', { ...place, seen: fields }, `Delete the budget ${name}`)
  const steps: Step[] = [{ change, back: [back] }]
  if (amount !== null) {
    const { from } = budgetPeriod(fields, today)
    steps.push({ ...limitStep({ ...place, ...fields }, [], from, amount), back: [] })
  }
  return { steps, said: `Added the budget ${name}` }
}

/** Sets the limit of a budget from the period around today on; null is none. */
export function setLimit(
  { budget, limits }: LimitedBudget,
  amount: number | null,
  today: string,
  locale: string,
): Command {
  const steps = limitSteps(budget, limits, budgetPeriod(budget, today), amount)
  const shown = amount === null ? 'no limit' : formatMoney(amount, budget.currency, locale)
  return { steps, said: `${budget.name}: ${shown}` }
}

/**
 * Changes a budget from what was seen in it. Where its periods begin on other days then, the one around today keeps the limit
 * that it has, or gets `limit`.
 */
export async function changeBudget(
  { budget, limits }: LimitedBudget,
  wanted: Partial<Fields>,
  today: string,
  limit?: number | null,
): Promise<Command> {
  const step = await editOf('budget', budget, wanted, `Change the budget ${budget.name}`)
  const now = limitOn(limits, budgetPeriod(budget, today).from)
  const then = budgetPeriod({ ...budget, ...wanted }, today)
  const amount = limit === undefined ? now : limit
  const isSet = limit === undefined && limitOn(limits, then.from) === now
  const steps = isSet ? [step] : [step, ...limitSteps(budget, limits, then, amount)]
  return { steps, said: `Changed the budget ${wanted.name ?? budget.name}` }
}

/** Deletes a budget; its limits come back with it. */
export async function deleteBudget(budget: Budget): Promise<Command> {
  const { spaceId, id, name } = budget
  const change = await deletionOf('budget', budget, `Delete the budget ${name}`)
  const back = changeOf('budget.restore', { spaceId, id }, `Restore the budget ${name}`)
  return { steps: [{ change, back: [back] }], said: `Deleted the budget ${name}` }
}

// Limits within the period, of when it began on another day, would hold again in the next one.
function limitSteps(
  budget: Budget,
  limits: LimitedBudget['limits'],
  { from, to }: Days,
  amount: number | null,
): Step[] {
  const within = limits.filter((one) => one.from > from && one.from <= to)
  const dates = [from, ...within.map((one) => one.from)]
  return dates.map((date) => limitStep(budget, limits, date, amount))
}

function limitStep(
  budget: Place & Pick<Fields, 'name' | 'currency'>,
  limits: LimitedBudget['limits'],
  from: string,
  amount: number | null,
): Step {
  const { spaceId, id: budgetId, name, currency } = budget
  const money = (amount: number | null) => ({ amount, currency })
  const stood = limits.find((one) => one.from === from)
  const set = (saw: ReturnType<typeof money> | null, to: ReturnType<typeof money>) =>
    changeOf(
      'limit.set',
      { spaceId, budgetId, from, money: { from: saw, to } },
      `Set the limit of ${name}`,
    )
  // Where none stood for this date an earlier one held, which has to hold again.
  const before = money(limitOn(limits, from))
  return {
    change: set(stood ? before : null, money(amount)),
    back: [set(money(amount), before)],
  }
}
