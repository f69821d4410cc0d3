import { unsavedUnder } from '@/lib/client/page/unsaved'
import type { Read, Typed } from './expense-values'

/** What was typed over an expense's fields, and what stood in each when typing began. */
export type Edits = { edits: Partial<Typed>; seen: Partial<Read & { currency: string }> }

type KeptEdits = Edits & { id: string }

export const noEdits: Edits = { edits: {}, seen: {} }

const unsaved = unsavedUnder('ttm-edits', isKeptEdits)

/** What was typed over an expense on this device and is not saved. */
export function keptEdits(expenseId: string): Edits | undefined {
  return unsaved.all().find(({ id }) => id === expenseId)
}

/** Keeps what was typed over an expense, or forgets it where that is what the expense holds. */
export function keepEdits(id: string, { edits, seen }: Edits, stored: Typed): void {
  const names = Object.keys(edits) as (keyof Typed)[]
  if (names.some((name) => edits[name] !== stored[name])) unsaved.keep({ id, edits, seen })
  else unsaved.forget(id)
}

/** Forgets what was typed over an expense. */
export function forgetEdits(id: string): void {
  unsaved.forget(id)
}

function isKeptEdits(value: unknown): value is KeptEdits {
  const { id, edits, seen } = (value ?? {}) as Record<string, unknown>
  return typeof id === 'string' && [edits, seen].every((one) => one && typeof one === 'object')
}
