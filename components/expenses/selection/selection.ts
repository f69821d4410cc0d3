import { useSyncExternalStore } from 'react'
import { clearToast } from '@/components/ui/toast/toast-store'
import { untilLoaded } from '@/lib/client/page/build-files'
import type { Row } from '@/lib/domain/entities'

/** The expenses of one wallet that a person has selected, with what their amounts in minor units were then. */
export type Selection = {
  walletId: string
  amounts: ReadonlyMap<string, number>
  /** The one that was selected last, from which a range goes. */
  anchor: string
}

/** What is told of an expense that is chosen. */
type Chosen = Pick<Row<'expense'>, 'spaceId' | 'id' | 'amount'>

let current: Selection | undefined
const listeners = new Set<() => void>()

/** What is selected; undefined while nothing is, and the list opens what is pressed. */
export function useSelection(): Selection | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
    () => undefined,
  )
}

/** Selects an expense, or takes it out again; the last one that goes ends the selection. */
export function toggle({ spaceId: walletId, id, amount }: Chosen): void {
  const amounts = new Map(amountsIn(walletId))
  if (!amounts.delete(id)) amounts.set(id, amount)
  set(amounts.size > 0 ? { walletId, amounts, anchor: id } : undefined)
}

/** Selects some expenses beside those that are. */
export function select(walletId: string, more: Iterable<readonly [string, number]>): void {
  const amounts = new Map([...amountsIn(walletId), ...more])
  const anchor = current?.anchor ?? [...amounts.keys()].at(-1) ?? ''
  set({ walletId, amounts, anchor })
}

/** Selects everything from the expense selected last to another one; of `among` only, where that is given. */
export async function selectTo(
  expense: Chosen,
  among: ReadonlySet<string> | undefined,
): Promise<void> {
  const { spaceId: walletId, id } = expense
  if (current?.walletId !== walletId) return toggle(expense)
  const { anchor } = current
  const { expensesBetween } = await untilLoaded(() => import('@/lib/client/reads/expense-reads'))
  const rows = await expensesBetween(walletId, anchor, id)
  select(
    walletId,
    rows.filter((row) => !among || among.has(row.id)).map((row) => [row.id, row.amount]),
  )
}

/** Ends the selection. */
export function clearSelection(): void {
  set(undefined)
}

function amountsIn(walletId: string): ReadonlyMap<string, number> {
  return current?.walletId === walletId ? current.amounts : new Map()
}

function set(selection: Selection | undefined): void {
  // What it says is about something else, and it would lie over what can be done now.
  if (!current && selection) clearToast()
  current = selection
  for (const listener of listeners) listener()
}
