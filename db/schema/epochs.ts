import { bigint, foreignKey, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { stampedAt } from './columns'
import { spaces } from './spaces'

/** The one row that says which life of this database it is: a restored copy begins another one. */
export const epochs = pgTable('epochs', {
  /** Always 1. */
  only: integer('only').primaryKey(),
  id: uuid('id').notNull(),
  startedAt: stampedAt('started_at'),
})

/** The lives that a restore has ended, in their order. */
export const pastEpochs = pgTable('past_epochs', {
  id: uuid('id').primaryKey(),
  n: integer('n').notNull(),
})

/** How far a space was in the copy that took the place of a life; `id` is the life that ended so. */
export const restoredSpaces = pgTable(
  'restored_spaces',
  {
    spaceId: uuid('space_id').notNull(),
    id: uuid('id').notNull(),
    /** What the space wrote after this rev was lost. */
    fromRev: bigint('from_rev', { mode: 'number' }).notNull(),
    /** What no device of that life can have seen is after this rev; null where an older version restored it. */
    toRev: bigint('to_rev', { mode: 'number' }),
  },
  (table) => [
    primaryKey({ columns: [table.spaceId, table.id] }),
    foreignKey({ columns: [table.spaceId], foreignColumns: [spaces.id] }),
  ],
)
