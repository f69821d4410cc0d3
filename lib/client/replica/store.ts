import type { DBSchema, IDBPTransaction } from 'idb'
import type { Sum } from '@/lib/core/money'
import type { Row } from '@/lib/domain/entities'
import { type EntityName, entityNames } from '@/lib/domain/entity-names'
import type { MutationName } from '@/lib/domain/mutations'
import type { Account, Cookie, Refusal } from '@/lib/domain/protocol'

/** What the device knows about itself; one record. */
export type Meta = {
  /** Whose data these are; null before the first contact. */
  account: Account | null
  epoch: string | null
  cookie: Cookie
  /** The name under which this device numbers its changes. */
  clientId: string
  /** The number of the last change. */
  n: number
  /** Set while the server is known to have lost what only this device may have. */
  unhealed?: true
  /** Wallets that were deleted, as the server last told of them: a restored copy may have them still. */
  deleted?: Row<'wallet'>[]
  /** Whose session the server has ended here, until somebody signs in again: nobody else is shown what is left. */
  revoked?: string
  /**
   * What a removal has still to do: to forget what pages keep beside the replica (`removing`), and to end the session
   * (`leaving`), until when nothing may come back.
   */
  unfinished?: 'removing' | 'leaving'
  /** By how many milliseconds this device's clock was ahead of the server's when that answered last; negative is behind. */
  clockAhead?: number
}

/** One change that waits for the server. */
export type Entry = {
  /** Orders the entries of this device; never used twice. */
  n: number
  id: string
  name: MutationName
  args: unknown
  /** The change in words, for people. */
  summary: string
  /** When it was made, by this device's clock. */
  at: string
  /** `queued`: to be sent. `sent`: the server has it, its rows are still on the way. `refused`: a person must look at it. */
  state: 'queued' | 'sent' | 'refused'
  /** Of a `sent` one: the rev it got in each space. */
  revs?: Record<string, number>
  /** Of a `refused` one: why. */
  refusal?: Refusal
  /** How often the server answered "later". */
  tries?: number
  /** Set where the device wrote it by itself: nobody has to know that it waits, and nothing is lost with it. */
  isReport?: true
  /** The rows that it read or wrote here, by `rowName`; null where it looked for rows by what is in them. */
  touches?: string[] | null
}

/** Whether what a person changed is only on this device: the server does not have it, or did not take it. */
export function isNotSent({ state, isReport }: Entry): boolean {
  return state !== 'sent' && !isReport
}

/** One name for a row of any entity. */
export function rowName(entity: EntityName, { spaceId, id }: { spaceId: string; id: string }) {
  return `${entity} ${spaceId} ${id}`
}

/** The row as the server last told it, of a row that waiting changes have touched; null where the server has none. */
export type Shadow = {
  entity: EntityName
  spaceId: string
  id: string
  row: Row<EntityName> | null
}

/** The live expenses of one month of a wallet: how many and how much per day; index 0 is the first. */
export type Month = {
  spaceId: string
  month: string
  counts: number[]
  sums: Sum[]
  /** The version of its `Columns`; another one than this app's, or none, is packed anew from the rows. */
  columns?: number
}

/**
 * What search and habits look at of live expenses of a month, in the order of date and id, a column each. A month has one
 * record, and more of them once it has many expenses: each from its beginning to the next one's.
 */
export type Columns = {
  spaceId: string
  /** The month, of its first record; else a date, and `sinceId` an id of that date. */
  since: string
  sinceId: string
  days: Uint8Array
  /** In minor units. */
  amounts: Float64Array
  /** Places in `categoryIds` and `authorIds`. */
  categories: Uint16Array
  authors: Uint16Array
  categoryIds: string[]
  authorIds: string[]
  /** When they were written down, in quarters of an hour since 1970. */
  written: Int32Array
  /** Texts, a line each; `noteKeys` by `foldText`. */
  ids: string
  notes: string
  noteKeys: string
}

/** An expense as it is stored: `day` is its date while it is live, so that only live ones are found by it. */
export type StoredExpense = Row<'expense'> & { day?: string }

/**
 * What a restore has left on this device alone, kept apart from what the server lists. Of a `lost` wallet all rows, part
 * by part; of one that was `deleted` and has been written into since, that question.
 */
export type Aside = {
  kind: 'lost' | 'deleted'
  /** An ISO instant by the server's clock. */
  until: string
  spaceId: string
  /** 0 says what it is; those after it hold the rows. */
  part: number
  name: string
  currency: string
  /** How many live expenses. */
  count: number
  rows?: { entity: EntityName; row: Row<EntityName> }[]
}

type Key = [spaceId: string, id: string]

/** A store for each entity, by its name; only expenses are found by more than their key. */
type Stores = { [N in Exclude<EntityName, 'expense'>]: { key: Key; value: Row<N> } }

/** The stores of the replica. Rows are as a person sees them: with the waiting changes applied. */
export interface Schema extends DBSchema, Stores {
  expense: {
    key: Key
    value: StoredExpense
    indexes: {
      day: [string, string, string]
      category: [string, string]
      /** By when it was deleted; live ones have no such key. */
      trash: [string, string]
    }
  }
  month: { key: [string, string]; value: Month }
  columns: { key: [spaceId: string, since: string, sinceId: string]; value: Columns }
  shadow: { key: [EntityName, string, string]; value: Shadow }
  outbox: { key: number; value: Entry }
  aside: {
    key: [until: string, spaceId: string, part: number]
    value: Aside
    indexes: { head: number }
  }
  meta: { key: 'device'; value: Meta }
}

export type StoreName = EntityName | 'month' | 'columns' | 'shadow' | 'outbox' | 'aside' | 'meta'
export const storeNames: StoreName[] = [
  ...entityNames,
  ...(['month', 'columns', 'shadow', 'outbox', 'aside', 'meta'] as const),
]
/** A transaction over all stores that may write. */
export type Writing = IDBPTransaction<Schema, StoreName[], 'readwrite'>

/** Every key of a space in a store keyed by [spaceId, …]. */
export function withinSpace(spaceId: string): IDBKeyRange {
  return IDBKeyRange.bound([spaceId], [spaceId, []])
}
