import { pick, same, type Values } from '../merge'
import type { Kept } from './schema'

/** The unit of the conflict about a deletion: its kept values are edits that whoever deleted did not see. */
export const deletion = 'deletion'

/** An edit of one unit, by somebody through some device or door. */
export type Edit = {
  /** What its author saw, as far as they said. */
  from: Values
  /** The unit's value after it. */
  now: Values
  /** What it displaced. */
  displaced: Kept | undefined
  by: string
  client: string | null
}

/** So that no row grows without end; the revisions of its row keep what goes. */
export const mostKept = 50

/**
 * What still competes with a unit after an edit. A kept value goes when the row comes to equal it, and when its own
 * author's next edit starts from it.
 */
export function keptAfter(before: readonly Kept[], edit: Edit): Kept[] {
  const all = edit.displaced ? [...before, edit.displaced] : before
  const left = all.filter(
    (one) => !same(one.values, edit.now) && !(isAuthor(one, edit) && startsFrom(edit, one)),
  )
  const last = left.filter(
    (one, index) => !left.slice(index + 1).some((later) => same(later.values, one.values)),
  )
  return last.slice(-mostKept)
}

function isAuthor(one: Kept, { by, client }: Edit): boolean {
  return one.by === by && one.client === client
}

function startsFrom({ from, displaced }: Edit, one: Kept): boolean {
  return one !== displaced && same(pick(one.values, Object.keys(from)), from)
}

/** The edits that a deletion has not seen, after one more: of each unit the last. */
export function unseenAfter(before: readonly Kept[], edit: Kept): Kept[] {
  const unit = Object.keys(edit.values).sort().join()
  return [...before.filter(({ values }) => Object.keys(values).sort().join() !== unit), edit]
}
