import type { Replica } from '@/lib/client/replica/replica'
import type { StoreName } from '@/lib/client/replica/store'
import type { Scope, Written } from '@/lib/client/replica/touched'

/** A question to the replica, under a name of its own: what it reads, and what its answer hangs on. */
export type Query<A extends readonly unknown[], T> = {
  name: string
  /** What its answer hangs on: where none of it was touched, it is not read again. */
  scopes: (args: A) => readonly Scope[]
  read: (replica: Replica, ...args: A) => Promise<T>
  /** What tells its arguments apart, where that is less than all of them. */
  keyOf: (args: A) => string
  /**
   * The answer after a write, by the former one and what the write left behind, as `read` would give it; undefined where that
   * cannot be said.
   */
  renew: ((former: T, written: Written, ...args: A) => T | undefined) | undefined
  /** Whether its answer is taken back, as undefined, where it cannot be read again: the former one may not be true any more. */
  takenBack: boolean
}

type Options<A extends readonly unknown[], T> = {
  keyOf?: (args: A) => string
  renew?: (former: T, written: Written, ...args: A) => T | undefined
  takenBack?: boolean
}

/** All questions by name: of two under one name each would hear the other's answers. */
export const queries = new Map<string, Query<never, unknown>>()

/**
 * Writes down a question. `hangsOn` are stores, or what of them by its arguments; `keyOf` is needed where the arguments are
 * many or not plain, `renew` where the answer is shown with what was just saved.
 */
export function query<A extends readonly unknown[], T>(
  name: string,
  hangsOn: readonly StoreName[] | ((...args: A) => readonly Scope[]),
  read: (replica: Replica, ...args: A) => Promise<T>,
  { keyOf = (args) => JSON.stringify(args), renew, takenBack = false }: Options<A, T> = {},
): Query<A, T> {
  const scopes = (args: A) => (typeof hangsOn === 'function' ? hangsOn(...args) : hangsOn)
  const made = { name, scopes, read, keyOf, renew, takenBack }
  queries.set(name, made as unknown as Query<never, unknown>)
  return made
}

/** Under which all who ask the same share one answer. */
export function keyOfQuery<A extends readonly unknown[], T>(query: Query<A, T>, args: A): string {
  return `${query.name} ${query.keyOf(args)}`
}

/** In milliseconds: what could not be read is asked for again after this. */
export const askAgain = 2000
