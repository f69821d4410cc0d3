import { deriveCategory, followCategory, guardCategory } from './categories/guard'
import type { Changes, EntityName, Row } from './entities'
import { deriveExpense, guardExpense } from './expenses/guard'
import type { Role } from './members/schema'
import type { Tx } from './mutation'
import { guardWallet } from './wallets/guard'

/** What holds of the rows of an entity, whichever mutation changes them and in whichever store. */
export type Rules<N extends EntityName> = {
  /** The least role of a space that may change them. */
  writer: Role
  /** The changes as they hold by now; refuses those that cannot. */
  derive?: (tx: Tx, row: Row<N>, changes: Changes<N>) => Promise<Changes<N>>
  /** Refuses a row that must not stand, before it is written; without `before` it is one that a device brings back. */
  guard?: (tx: Tx, after: Row<N>, before: Row<N> | undefined) => Promise<void>
  /** Writes what follows from it in other rows, after it is written. */
  follow?: (tx: Tx, after: Row<N>, before: Row<N>) => Promise<void>
}

const all: { [N in EntityName]: Rules<N> } = {
  settings: { writer: 'owner' },
  wallet: { writer: 'owner', guard: guardWallet },
  member: { writer: 'owner' },
  category: {
    writer: 'editor',
    derive: deriveCategory,
    guard: guardCategory,
    follow: followCategory,
  },
  expense: { writer: 'editor', derive: deriveExpense, guard: guardExpense },
  conflict: { writer: 'editor' },
}

/** The rules of an entity. */
export function rulesOf<N extends EntityName>(entity: N): Rules<N> {
  return all[entity]
}
