import { inWords, saidWords } from '@/components/words/expense-words'
import { deletionOf, editOf } from '@/lib/client/edit'
import { changeOf, type Step } from '@/lib/client/mutate'
import type { NamedExpense } from '@/lib/client/reads/expense-reads'
import type { Change } from '@/lib/client/replica/replica'
import type { Row } from '@/lib/domain/entities'
import type { Command } from './perform'

type Expense = Row<'expense'>
type Written = Partial<Pick<Expense, 'amount' | 'currency' | 'categoryId' | 'date' | 'note'>>

/**
 * Changes an expense from what was seen in it; `category` is the name of the one that it is in then,
 * `currency` what its figure is in by now.
 */
export async function changeExpense(
  seen: Expense,
  wanted: Written,
  {
    category,
    currency,
    locale,
  }: { category: string | undefined; currency: string; locale: string },
): Promise<Command> {
  const now = { ...seen, ...wanted, currency }
  const words = inWords(now, category)
  const step = await editOf('expense', seen, wanted, `Change ${words}`, `Change back ${words}`)
  return { steps: [step], said: `Changed to ${saidWords(now, category, locale)}` }
}

/** Makes an expense again what it was at some time before, `when` in words. */
export async function takeExpenseBack(
  expense: Expense,
  wanted: Partial<Expense>,
  when: string,
): Promise<Command> {
  const what = `Go back to what ${expense.note || 'an expense'} was`
  const step = await editOf('expense', expense, wanted, `${what} ${when}`, `${what} before that`)
  return { steps: [step], said: `It is again as it was ${when}` }
}

/** Puts an expense into the trash. */
export async function deleteExpense(named: NamedExpense, locale: string): Promise<Command> {
  const { expense, category } = named
  return {
    steps: [await deletionStep(named)],
    said: `Deleted ${saidWords(expense, category, locale)}`,
  }
}

/** Brings an expense back from the trash. */
export async function restoreExpense({ expense, category }: NamedExpense): Promise<Command> {
  const words = inWords(expense, category)
  const back = await deletionOf('expense', expense, `Delete ${words}`)
  return {
    steps: [{ change: restoration(expense, words), back: [back] }],
    said: `Restored ${words}`,
  }
}

/** Puts an expense into the trash, and brings it back. */
export async function deletionStep({ expense, category }: NamedExpense): Promise<Step> {
  const words = inWords(expense, category)
  const change = await deletionOf('expense', expense, `Delete ${words}`)
  return { change, back: [restoration(expense, words)] }
}

function restoration({ spaceId: walletId, id }: Expense, words: string): Change {
  return changeOf('expense.restore', { walletId, id }, `Restore ${words}`)
}
