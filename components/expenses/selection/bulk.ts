import { inWords, problemsOf } from '@/components/expenses/form/expense-values'
import { expensesInWords } from '@/components/parts/words/counted'
import { showToast } from '@/components/ui/toast/toast-store'
import { updateArgs } from '@/lib/client/edit'
import { expensesOf, type NamedExpense } from '@/lib/client/expense-reads'
import { mutateAll } from '@/lib/client/mutate'
import type { Change } from '@/lib/client/replica'
import { newId } from '@/lib/core/ids'
import { foldName } from '@/lib/core/text'
import { changesBetween, seenOf } from '@/lib/domain/change'
import type { Row } from '@/lib/domain/entities'

/** A change, and the one that takes it back. */
type Step = { change: Change; back: Change }

/** So many are made at once, all or none. */
const atOnce = 100

/** Puts expenses into another category. */
export async function recategorise(
  walletId: string,
  ids: Iterable<string>,
  to: { id: string; name: string },
): Promise<void> {
  const stepOf = ({ expense, category }: NamedExpense): Step | undefined => {
    if (expense.categoryId === to.id) return undefined
    const there = { ...expense, categoryId: to.id }
    const update = (from: Row<'expense'>, { categoryId }: Row<'expense'>, name = ''): Change => ({
      name: 'expense.update',
      args: updateArgs('expense', from, changesBetween('expense', from, { categoryId })),
      summary: `Change ${inWords(expense, name)}`,
    })
    return {
      change: update(expense, there, to.name),
      back: update(there, expense, category),
    }
  }
  await run(walletId, ids, stepOf, `now in ${to.name}`)
}

/** Puts expenses into the trash. */
export async function removeAll(walletId: string, ids: Iterable<string>): Promise<void> {
  const stepOf = ({ expense, category }: NamedExpense): Step => {
    const { id } = expense
    const words = inWords(expense, category)
    return {
      change: {
        name: 'expense.delete',
        args: { walletId, id, seen: seenOf('expense', expense) },
        summary: `Delete ${words}`,
      },
      back: { name: 'expense.restore', args: { walletId, id }, summary: `Restore ${words}` },
    }
  }
  await run(walletId, ids, stepOf, 'deleted')
}

/** Moves expenses to another wallet, each into the category of the same name there, else into `otherwise`. */
export async function moveAll(
  walletId: string,
  ids: Iterable<string>,
  to: { wallet: Row<'wallet'>; categories: readonly { id: string; name: string }[] },
  otherwise: string,
): Promise<void> {
  const there = new Map(to.categories.map(({ id, name }) => [foldName(name), id]))
  const stepOf = ({ expense, category }: NamedExpense): Step => {
    const newOne = newId()
    const words = inWords(expense, category)
    const move = (from: [string, string], target: object): Change => ({
      name: 'expense.move',
      args: { walletId: from[0], id: from[1], to: target },
      summary: `Move ${words}`,
    })
    const categoryId = there.get(foldName(category ?? '')) ?? otherwise
    return {
      change: move([walletId, expense.id], { walletId: to.wallet.id, id: newOne, categoryId }),
      back: move([to.wallet.id, newOne], {
        walletId,
        id: newId(),
        categoryId: expense.categoryId,
      }),
    }
  }
  await run(walletId, ids, stepOf, `moved to ${to.wallet.name}`)
}

// What was done before something is refused stays done, is said, and can be undone.
async function run(
  walletId: string,
  ids: Iterable<string>,
  stepOf: (one: NamedExpense) => Step | undefined,
  what: string,
): Promise<void> {
  const done: Step[] = []
  const undo = { label: 'Undo', run: () => takeBack(done) }
  let steps: Step[] = []
  try {
    const all = await expensesOf(walletId, ids)
    steps = all.flatMap((one) => stepOf(one) ?? [])
    for (let at = 0; at < steps.length; at += atOnce) {
      if (at > 0) showToast(`${at} of ${steps.length} done`)
      const some = steps.slice(at, at + atOnce)
      await mutateAll(some.map(({ change }) => change))
      done.push(...some)
    }
    showToast(`${expensesInWords(all.length)} ${what}`, undo)
  } catch (error) {
    const why = problemsOf(error).message ?? 'Something does not fit.'
    showToast(`${done.length} of ${steps.length} done. ${why}`, undo)
  }
}

async function takeBack(done: readonly Step[]): Promise<void> {
  try {
    for (let at = 0; at < done.length; at += atOnce) {
      await mutateAll(done.slice(at, at + atOnce).map(({ back }) => back))
    }
  } catch (error) {
    showToast(problemsOf(error).message ?? 'Not all of it could be undone.')
  }
}
