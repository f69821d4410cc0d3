import { formProblem } from '@/components/words/refusal-words'
import { AppError } from '@/lib/core/errors'
import type { FormState } from '@/lib/core/form'
import { oneLine } from '@/lib/core/one-line'
import type { CategoryColor, CategoryIcon } from '@/lib/domain/categories/palette'
import { holderOfName } from '@/lib/domain/categories/rules'
import type { Category } from './category-groups'

/** What the form holds. */
export type Look = { name: string; icon: CategoryIcon; color: CategoryColor }

const taken = 'This name is already taken in this wallet.'

/** What is wrong with the name of a category, or of a new one (null), as typed; undefined where nothing is. */
export function nameProblem(
  typed: string,
  id: string | null,
  all: ReadonlyMap<string, Category>,
): string | undefined {
  const name = oneLine(typed)
  if (name === '') return 'Give the category a name.'
  if (name.length > 60) return 'The name must have at most 60 characters.'
  const holder = holderOfName([...all.values()], name)
  if (!holder || holder.id === id) return undefined
  return all.get(holder.id)?.archived
    ? 'This name is already taken in this wallet, by an archived category. Bring that one back instead.'
    : taken
}

/** A refusal in the form's own terms. */
export function problemsOf(error: unknown): FormState {
  const isName = error instanceof AppError && error.code === 'name_taken'
  if (isName) return { fields: { name: taken } }
  return formProblem(error)
}
