import { isCalendarDate } from '@/lib/core/dates'
import { AppError } from '@/lib/core/errors'
import type { FormState } from '@/lib/core/form'
import type { ParsedAmount } from '@/lib/core/money'
import { oneLine } from '@/lib/core/one-line'

/** What the form holds, as typed; `categoryId` is empty until one is chosen. */
export type Typed = { amount: string; categoryId: string; date: string; note: string }

/** The same once it can be saved: minor units, and a note as one line. */
export type Read = { amount: number; categoryId: string; date: string; note: string }

/** Reads the form with its amount, or says what is wrong with which field. */
export function readForm(
  typed: Typed,
  amount: ParsedAmount,
): { ok: true; value: Read } | { ok: false; problems: FormState } {
  const note = oneLine(typed.note)
  const fields: Record<string, string> = {
    ...(!amount.ok && { amount: `The amount ${amount.message}.` }),
    ...(!typed.categoryId && { categoryId: 'Choose a category.' }),
    ...(!isCalendarDate(typed.date) && { date: 'Choose a date from 1900 to 2199.' }),
  }
  if (!amount.ok || Object.keys(fields).length > 0) return { ok: false, problems: { fields } }
  const { categoryId, date } = typed
  return { ok: true, value: { amount: amount.amount, categoryId, date, note } }
}

const formFields = ['amount', 'categoryId', 'date', 'note']

/** A refusal in the form's own terms: sentences at the fields it names, else one for the whole form. */
export function problemsOf(error: unknown): FormState {
  if (!(error instanceof AppError)) {
    return { message: 'It could not be saved on this device. Nothing you typed is lost.' }
  }
  const fields: Record<string, string> = {}
  for (const { path, message } of error.fields ?? []) {
    const name = path.split('.').at(-1) ?? ''
    if (formFields.includes(name)) fields[name] = `This ${message}.`
  }
  return Object.keys(fields).length > 0 ? { fields } : { message: error.message }
}
