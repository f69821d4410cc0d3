import 'server-only'
import { invalidFields } from '@/lib/core/parse'

/** Refuses (`invalid`) a form in which one of these fields was left empty. */
export function requireTyped(values: Record<string, string>): void {
  const empty = Object.keys(values).filter((path) => values[path] === '')
  if (empty.length > 0) throw invalidFields(empty.map((path) => ({ path, message: 'is missing' })))
}
