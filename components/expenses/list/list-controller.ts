import type { Row } from '@/lib/domain/entities'

type Expense = Row<'expense'>

/** What the list does with one of its expenses: presses, keys and fingers ask for it here. What changes one is a command. */
export type ListController = {
  open: (expense: Expense) => void
  /** Selects it or takes it out again; `toHere`: all from the one that was selected last to this one. */
  select: (expense: Expense, toHere: boolean) => void
}

let shown: ListController | undefined

/** The controller of the list on the screen; undefined where there is none. */
export function shownList(): ListController | undefined {
  return shown
}

/** Notes the controller of the list that is on the screen, until the answer is called. */
export function showList(controller: ListController): () => void {
  shown = controller
  return () => {
    if (shown === controller) shown = undefined
  }
}
