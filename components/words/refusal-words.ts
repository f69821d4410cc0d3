import { AppError, type FieldError, type Why } from '@/lib/core/errors'
import type { FormState } from '@/lib/core/form'
import { reasonWords } from '@/lib/domain/reasons'

type Refused = {
  code: string
  message: string
  fields?: readonly FieldError[] | undefined
  reason?: Why | undefined
}

/** What is said of a code that carries no reason. */
const codes: Readonly<Record<string, string>> = {
  not_found: 'It is not there any more, or the wallet is no longer yours.',
  forbidden: 'You may not change this wallet any more.',
}

const names: Readonly<Record<string, string>> = {
  amount: 'amount',
  date: 'date',
  note: 'note',
  name: 'name',
  icon: 'icon',
  color: 'colour',
  currency: 'currency',
  categoryId: 'category',
  walletId: 'wallet',
  position: 'place',
}

/** Why a change was not taken, in plain words: one or more sentences. */
export function whyRefused({ code, message, fields = [], reason }: Refused): string {
  const said = (reason && reasonWords(reason)) ?? codes[code]
  if (said) return said
  const [field] = fields
  const name = names[field?.path.split('.').at(-1) ?? '']
  if (field && name) return `The ${name} ${field.message}.`
  // The name of a field says nothing to a person; the exported file has it.
  if (field) return 'Something in it does not fit any more.'
  return '.!?'.includes(message.at(-1) ?? '.') ? message : `${message}.`
}

/** Why something was not done, in words: what was refused, or that this device could not keep it. */
export function refusalWords(error: unknown): string {
  if (error instanceof AppError) return whyRefused(error)
  return 'It could not be saved on this device.'
}

/** A refusal as what is said of a whole form. */
export function formProblem(error: unknown): FormState {
  const kept = error instanceof AppError ? '' : ' Nothing you typed is lost.'
  return { message: `${refusalWords(error)}${kept}` }
}
