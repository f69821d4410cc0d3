import type { Changes } from '@/lib/domain/entities'
import type { Read, Typed } from './expense-values'

/** What was really changed: touched fields whose value is another one now, each with what its author saw there. */
export function changesOf(
  from: Read,
  to: Read,
  edits: Partial<Typed>,
  categoryOf: (id: string) => string,
): Changes<'expense'> {
  const { amount, date, categoryId, note } = edits
  const changes: Changes<'expense'> = {}
  if (amount !== undefined && to.amount !== from.amount) {
    changes.money = { from: { amount: from.amount }, to: { amount: to.amount } }
  }
  if (date !== undefined && to.date !== from.date) {
    changes.date = { from: { date: from.date }, to: { date: to.date } }
  }
  if (categoryId !== undefined && to.categoryId !== categoryOf(from.categoryId)) {
    changes.category = {
      from: { categoryId: from.categoryId },
      to: { categoryId: to.categoryId },
    }
  }
  if (note !== undefined && to.note !== from.note) {
    changes.note = { from: { note: from.note }, to: { note: to.note } }
  }
  return changes
}
