import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type { FormAction, FormState } from '@/lib/core/form'
import { seenError } from './problem'

/** What was typed into a form, by field; React's own entries and the fields named in `never` (passwords) are left out. */
export function typedValues(data: FormData, never: readonly string[] = []): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of data) {
    if (typeof value !== 'string' || name.startsWith('$') || never.includes(name)) continue
    values[name] = value
  }
  return values
}

/** One text field of a form; empty where it was not sent. */
export function textOf(data: FormData, name: string): string {
  const value = data.get(name)
  return typeof value === 'string' ? value : ''
}

/** A server action that answers its errors as form state: per field where they name one, else as one message; typed values stay. */
export function formAction(
  work: (data: FormData) => Promise<FormState>,
  never?: string[],
): FormAction {
  return async (_, data) => {
    try {
      return await work(data)
    } catch (error) {
      unstable_rethrow(error)
      return { ...failure(error), values: typedValues(data, never) }
    }
  }
}

function failure(error: unknown): FormState {
  const { message, fields } = seenError(error)
  const named = fields?.filter(({ path }) => path !== '') ?? []
  if (named.length === 0) return { message }
  return { fields: Object.fromEntries(named.map((one) => [one.path, sentence(one.message)])) }
}

// Field errors are sentence parts ("must not be 0"); under an input they stand alone.
function sentence(part: string): string {
  return `${part.charAt(0).toUpperCase()}${part.slice(1)}.`
}
