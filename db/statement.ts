import { type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Queryable } from './client'

type Values = Record<string, unknown>
type Prepared<T> = { execute: (values: Values) => Promise<T> }
type Build<T> = (db: Queryable) => { prepare: (name: string) => Prepared<T> }

/** What Drizzle's own statements hold: the connection they were made for, which is the one thing that changes. */
type Bound = { client: unknown }
type Session = Bound & { constructor: object }

/**
 * A statement that Drizzle writes once and that then runs in any transaction: writing it takes longer than Postgres
 * needs to run it. Its values are placeholders (`hole`), filled from `values` at each run.
 */
export function statement<T>(build: Build<T>): (on: Queryable, values: Values) => Promise<T> {
  const written = new WeakMap<object, Prepared<T>>()
  return (on, values) => {
    const { session } = on._ as unknown as { session: Session }
    const known = written.get(session.constructor) ?? build(on).prepare('kept')
    written.set(session.constructor, known)
    const { client } = session
    const bound: Prepared<T> = Object.assign(Object.create(Object.getPrototypeOf(known)), known, {
      client,
    } satisfies Bound)
    return bound.execute(values)
  }
}

/** As `statement`, for one that is written differently per key, such as the table it is about. */
export function statements<K extends string, T>(
  build: (key: K) => Build<T>,
): (key: K) => (on: Queryable, values: Values) => Promise<T> {
  const made = new Map<K, ReturnType<typeof statement<T>>>()
  return (key) => {
    const one = made.get(key) ?? statement(build(key))
    made.set(key, one)
    return one
  }
}

/** The place of a value, which must be given as the driver takes it (see `driverValues`). */
export function hole(name: string): SQL {
  return sql`${sql.placeholder(name)}`
}

/** Values of a table's columns as the driver takes them; JSON's null is no null, so nulls stay as they are. */
export function driverValues(table: PgTable, values: Values): Values {
  const columns = table as unknown as Record<string, { mapToDriverValue: (v: unknown) => unknown }>
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value === null ? null : columns[name]?.mapToDriverValue(value),
    ]),
  )
}
