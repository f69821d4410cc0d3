import type { Row } from '@/lib/domain/entities'

/** A row of the list as a person meets it: what they press, and the expense that it draws. */
export type DrawnRow = { element: HTMLElement; expense: Row<'expense'> }

const drawn = new WeakMap<Element, Row<'expense'>>()

/** The ref of what is pressed in a row that draws an expense. */
export function drawing(expense: Row<'expense'>): (element: Element | null) => void {
  return (element) => {
    if (element) drawn.set(element, expense)
  }
}

/** The row that something is, or is in. */
export function rowAt(target: EventTarget | null): DrawnRow | undefined {
  if (!(target instanceof Element)) return undefined
  const element = target.closest<HTMLElement>('[data-expense]')
  const expense = element && drawn.get(element)
  return expense ? { element, expense } : undefined
}

/** The rows of the list that are drawn, in its order; more are as they come near the view. */
export function drawnRows(): DrawnRow[] {
  return [...document.querySelectorAll('#history [data-expense]')].flatMap(
    (element) => rowAt(element) ?? [],
  )
}
