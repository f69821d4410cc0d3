import type { Changes } from '@/lib/domain/entities'
import type { Read, Typed } from './expense-values'

type ReadMoney = Read & { currency: string }

/** What was really changed: touched fields whose value is another one now, each with what its author saw there. */
export function changesOf(
  from: ReadMoney,
  to: ReadMoney,
  edits: Partial<Typed>,
  categoryOf: (id: string) => string,
): Changes<'expense'> {
  const { amount, date, categoryId, note } = edits
  const changes: Changes<'expense'> = {}
  if (amount !== undefined && to.amount !== from.amount) {
    changes.money = {
      from: { amount: from.amount, currency: from.currency },
      to: { amount: to.amount, currency: to.currency },
    }
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
