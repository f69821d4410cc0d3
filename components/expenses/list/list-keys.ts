import { flushSync } from 'react-dom'
import { type DrawnRow, drawnRows, rowAt } from './drawn-rows'
import { shownList } from './list-controller'
import { duplicate, remove } from './row-actions'

/** What a key that is pressed alone does with the list; undefined where it does nothing. */
export function listAction(key: string): (() => void) | undefined {
  if (key === 'j') return () => step(1)
  if (key === 'k') return () => step(-1)
  const [row, list] = [rowInMind(), shownList()]
  if (!row || !list) return undefined
  const { expense } = row
  // While some are selected it selects, as a press does.
  if (key === 'e') return () => row.element.click()
  if (key === 'd') return () => void duplicate(expense)
  if (key === 'x') {
    return () => {
      // A row that can be chosen is another element than one that opens.
      flushSync(() => list.select(expense, false))
      focusRow(expense.id)
    }
  }
  if (key === 'Delete') {
    const next = beside(row, 1) ?? beside(row, -1)
    return () => {
      if (next) handOnFocus(row, next.expense.id)
      void remove(expense)
    }
  }
  return undefined
}

/** Whether something is a box of a row that can be selected, which takes keys as its row does. */
export function isRow(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && rowAt(target)?.element === target
}

/** The row that has the focus, else the one that is open. */
function rowInMind(): DrawnRow | undefined {
  return (
    rowAt(document.activeElement) ??
    rowAt(document.querySelector('#history [data-expense][aria-current]'))
  )
}

/** Moves the focus from row to row; rows beyond the view are drawn before they are reached. */
function step(by: number): void {
  const row = rowInMind()
  const next = row ? beside(row, by) : firstInView()
  next?.element.focus()
}

// The list may draw the other one anew before the row is gone, so it is looked for only then.
function handOnFocus({ element }: DrawnRow, to: string): void {
  const list = document.getElementById('history')
  if (!list) return
  const observer = new MutationObserver(() => {
    if (element.isConnected) return
    observer.disconnect()
    if (document.activeElement === document.body) focusRow(to)
  })
  observer.observe(list, { childList: true, subtree: true })
}

function focusRow(id: string): void {
  drawnRows()
    .find(({ expense }) => expense.id === id)
    ?.element.focus()
}

function beside({ expense }: DrawnRow, by: number): DrawnRow | undefined {
  const rows = drawnRows()
  return rows[rows.findIndex((row) => row.expense.id === expense.id) + by]
}

function firstInView(): DrawnRow | undefined {
  const top = document.getElementById('history')?.getBoundingClientRect().top ?? 0
  return drawnRows().find(({ element }) => element.getBoundingClientRect().top >= top)
}
