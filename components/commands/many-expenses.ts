import { expensesInWords } from '@/components/words/counted'
import { inWords } from '@/components/words/expense-words'
import { editOf } from '@/lib/client/edit'
import { changeOf, type Step } from '@/lib/client/mutate'
import { expensesOf, type NamedExpense } from '@/lib/client/reads/expense-reads'
import { newId } from '@/lib/core/ids'
import { foldName } from '@/lib/core/text'
import type { Row } from '@/lib/domain/entities'
import type { Args } from '@/lib/domain/mutations'
import { deletionStep } from './expenses'
import type { Command } from './perform'

/** Puts expenses of a wallet into another category. */
export function recategorise(
  walletId: string,
  ids: Iterable<string>,
  to: { id: string; name: string },
): Promise<Command> {
  const stepOf = async ({ expense, category = '' }: NamedExpense) => {
    if (expense.categoryId === to.id) return undefined
    const [there, here] = [to.name, category].map((name) => `Change ${inWords(expense, name)}`)
    return editOf('expense', expense, { categoryId: to.id }, there ?? '', here)
  }
  return withEach(walletId, ids, stepOf, `now in ${to.name}`)
}

/** Puts expenses of a wallet into the trash. */
export function deleteAll(walletId: string, ids: Iterable<string>): Promise<Command> {
  return withEach(walletId, ids, deletionStep, 'deleted')
}

/** Moves expenses to another wallet, each into the category of the same name there, else into `otherwise`. */
export function moveAll(
  walletId: string,
  ids: Iterable<string>,
  to: { wallet: Row<'wallet'>; categories: readonly { id: string; name: string }[] },
  otherwise: string,
): Promise<Command> {
  const there = new Map(to.categories.map(({ id, name }) => [foldName(name), id]))
  const stepOf = async ({ expense, category }: NamedExpense): Promise<Step> => {
    const newOne = newId()
    const words = inWords(expense, category)
    const move = (walletId: string, id: string, to: Args<'expense.move'>['to']) =>
      changeOf('expense.move', { walletId, id, to }, `Move ${words}`)
    const categoryId = there.get(foldName(category ?? '')) ?? otherwise
    const back = { walletId, id: newId(), categoryId: expense.categoryId }
    return {
      change: move(walletId, expense.id, { walletId: to.wallet.id, id: newOne, categoryId }),
      back: [move(to.wallet.id, newOne, back)],
    }
  }
  return withEach(walletId, ids, stepOf, `moved to ${to.wallet.name}`)
}

async function withEach(
  walletId: string,
  ids: Iterable<string>,
  stepOf: (one: NamedExpense) => Promise<Step | undefined>,
  what: string,
): Promise<Command> {
  const all = await expensesOf(walletId, ids)
  const steps = await Promise.all(all.map(stepOf))
  return {
    steps: steps.filter((step) => step !== undefined),
    said: `${expensesInWords(all.length)} ${what}`,
  }
}
