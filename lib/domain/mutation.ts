import type * as z from 'zod/mini'
import type { Changes, EntityName, Fields, Row } from './entities'
import type { SpaceKind } from './entity-names'
import type { Role } from './members/schema'

/** Where a row is: its space and its id in it. */
export type Key = { spaceId: string; id: string }

/**
 * The one seam between a mutation and a store: Postgres on the server, the replica on a device. Every call names
 * the space; rows of other spaces do not exist for it. Refusals are thrown as AppError.
 */
export interface Tx {
  /** A row, deleted ones included. */
  get<N extends EntityName>(entity: N, key: Key): Promise<Row<N> | undefined>
  /** At most `limit` rows of a space with these field values, deleted ones included, in the order of their ids. */
  list<N extends EntityName>(
    entity: N,
    spaceId: string,
    filter: Partial<Row<N>>,
    limit: number,
  ): Promise<Row<N>[]>
  /** Adds a row; the same row again is no change, another one under its id is refused. */
  create<N extends EntityName>(entity: N, key: Key, fields: Fields<N>): Promise<void>
  /** Merges changes into a row, unit by unit (see merge.ts); a missing row is refused. */
  update<N extends EntityName>(entity: N, key: Key, changes: Changes<N>): Promise<void>
  /**
   * As `update`, by somebody who knows all that stands there and displaces nobody's value: no question opens, of a deleted
   * row neither.
   */
  rewrite<N extends EntityName>(entity: N, key: Key, changes: Changes<N>): Promise<void>
  /** Makes a row a tombstone; `seen` is what its author saw in it. Deleting a deleted row is no change. */
  delete<N extends EntityName>(
    entity: N,
    key: Key,
    seen: Partial<Fields<N>>,
    movedTo?: Key,
  ): Promise<void>
  /** Brings a row back from the trash; a live row is no change. */
  restore<N extends EntityName>(entity: N, key: Key): Promise<void>
}

/** What a mutation may know of its caller: who it is, and which wallets are theirs just now. */
export type Author = { userId: string; wallets: () => Promise<readonly string[]> }

/** One kind of change: what it takes, which spaces it writes, who may do it, and what it does to the store. */
export type Mutation<A> = {
  input: z.ZodMiniType<A>
  spaces: (args: A) => string[]
  role: Role
  /** Set where the mutation makes its own space, with the caller as owner. */
  makesSpace?: SpaceKind
  /** Rows that `run` is sure to read; a store may fetch them together with its lock. */
  reads?: (args: A) => [EntityName, Key][]
  run: (tx: Tx, args: A, author: Author) => Promise<void>
}

/** Writes down a mutation; inside `run` there is no clock, no randomness and no await but the store's. */
export function mutation<A>(definition: Mutation<A>): Mutation<A> {
  return definition
}
