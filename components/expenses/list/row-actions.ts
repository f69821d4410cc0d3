import { actOrSay } from '@/components/commands/act'
import { deleteExpense } from '@/components/commands/expenses'
import { sayWhy } from '@/components/commands/perform'
import { duplicateHref } from '@/components/expenses/duplicate-href'
import { openPanel } from '@/components/parts/panel/panel-address'
import { localeNow } from '@/lib/client/hooks/clock'
import { expensesOf, type NamedExpense } from '@/lib/client/reads/expense-reads'
import type { Row } from '@/lib/domain/entities'

/** Puts an expense of the list into the trash. */
export function remove(expense: Row<'expense'>): Promise<void> {
  return withNamed(expense, async (named) => {
    await actOrSay(deleteExpense(named, localeNow()))
  })
}

/** Opens the form for a new expense with what another one holds. */
export function duplicate(expense: Row<'expense'>): Promise<void> {
  return withNamed(expense, async (named) =>
    openPanel(duplicateHref(named.expense, named.category)),
  )
}

/** With the expense as it is by now, where it is still there; what does not work is said in a toast. */
async function withNamed(
  { spaceId, id }: Row<'expense'>,
  work: (named: NamedExpense) => Promise<void>,
): Promise<void> {
  try {
    const [named] = await expensesOf(spaceId, [id])
    if (named) await work(named)
  } catch (error) {
    await sayWhy(error)
  }
}
