import type { FormState } from '@/lib/core/form'
import type { Row } from '@/lib/domain/entities'
import { changed, pick } from '@/lib/domain/merge'
import { type Edits, noEdits } from './edits'
import type { Read, Typed } from './expense-values'

type Expense = Row<'expense'>

/** The form of an expense that exists, as far as a person has come with it. */
type EditForm = Edits & {
  /** Whether it goes on with what was left here unsaved. */
  left: boolean
  problems: FormState
}

export type EditEvent =
  /** `expense`: as it stands while that is typed. */
  | { is: 'written'; change: Partial<Typed>; expense: Expense }
  | { is: 'refused'; problems: FormState }
  | { is: 'discarded' }

/** The form as it is opened, with what was left of it. */
export function beginEdit(kept: Edits | undefined): EditForm {
  return { ...(kept ?? noEdits), left: kept !== undefined, problems: {} }
}

/**
 * What becomes of the form by what happens in it: each field that is written is a change of what stood there when that
 * began. Pure.
 */
export function nextEdit(form: EditForm, event: EditEvent): EditForm {
  if (event.is === 'refused') return { ...form, problems: event.problems }
  if (event.is === 'discarded') return beginEdit(undefined)
  const { change, expense } = event
  const { edits, seen } = form
  const begun = Object.keys(change).filter((name) => !(name in seen))
  // What the amount was seen in: its wallet may be written in another currency before it is saved.
  const inCurrency = begun.includes('amount') && { currency: expense.currency }
  return {
    ...form,
    edits: { ...edits, ...change },
    seen: { ...seen, ...pick(expense, begun), ...inCurrency },
  }
}

/** What is really different in what was typed from what was seen; a figure goes with the currency that it was typed in. */
export function wantedOf(
  saw: Expense,
  typed: Partial<Read>,
  currency: string,
): Partial<Read & { currency: string }> {
  const wanted = changed(saw, typed)
  return 'amount' in wanted ? { ...wanted, currency } : wanted
}
