import {
  duplicateHref,
  inWords,
  problemsOf,
  saidWords,
} from '@/components/expenses/form/expense-values'
import { undo } from '@/components/parts/act/undoing'
import { openPanel } from '@/components/parts/panel/panel-address'
import { showToast } from '@/components/ui/toast/toast-store'
import { remove as removeRow } from '@/lib/client/edit'
import { expensesOf, type NamedExpense } from '@/lib/client/expense-reads'
import { localeNow } from '@/lib/client/hooks/clock'
import { mutate } from '@/lib/client/mutate'

/** What can be done to an expense of the list without opening it. */
export type RowAction = 'delete' | 'duplicate'

/** Puts an expense into the trash, says so and offers to undo it; refusals are thrown as AppError. */
export async function remove({ expense, category }: NamedExpense): Promise<void> {
  const { spaceId: walletId, id } = expense
  const words = inWords(expense, category)
  await removeRow('expense', expense, `Delete ${words}`)
  showToast(
    `Deleted ${saidWords(expense, category, localeNow())}`,
    undo(() => mutate('expense.restore', { walletId, id }, `Restore ${words}`)),
  )
}

/** Does something to the expense of an id; what does not work is said in a toast. */
export async function actOn(walletId: string, id: string, action: RowAction): Promise<void> {
  try {
    const [named] = await expensesOf(walletId, [id])
    if (!named) return
    if (action === 'duplicate') openPanel(duplicateHref(named.expense, named.category))
    else await remove(named)
  } catch (error) {
    showToast(problemsOf(error).message ?? 'It could not be done.')
  }
}
