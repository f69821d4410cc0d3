import { sql } from 'drizzle-orm'
import { bigint, char, customType, jsonb, uuid } from 'drizzle-orm/pg-core'

/** An instant: `timestamptz` in the database, an ISO text in UTC in the code. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamptz(3)',
  fromDriver: (value) => new Date(value).toISOString(),
})

/** An instant that defaults to now. */
export const stampedAt = (name: string) => instant(name).notNull().default(sql`now()`)

/** An ISO 4217 code. */
export const currencyColumn = (name: string) => char(name, { length: 3 })

/** What every row of a space carries; the primary key is (space_id, id), set by each table. */
export const syncedColumns = () => ({
  spaceId: uuid('space_id').notNull(),
  id: uuid('id').notNull(),
  rev: bigint('rev', { mode: 'number' }).notNull(),
  createdAt: instant('created_at').notNull(),
  createdBy: uuid('created_by').notNull(),
  updatedAt: instant('updated_at').notNull(),
  updatedBy: uuid('updated_by').notNull(),
  deletedAt: instant('deleted_at'),
  movedTo: jsonb('moved_to').$type<{ spaceId: string; id: string }>(),
  /** Of a row that devices have brought back after a restore: the highest rev it had on any of them. */
  healedRev: bigint('healed_rev', { mode: 'number' }),
  /** The life of the database in which that rev was given. */
  healedEpoch: uuid('healed_epoch'),
})
