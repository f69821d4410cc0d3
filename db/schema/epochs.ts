import { integer, pgTable, uuid } from 'drizzle-orm/pg-core'
import { stampedAt } from './columns'

/** The one row that says which life of this database it is: a restored copy begins another one. */
export const epochs = pgTable('epochs', {
  /** Always 1. */
  only: integer('only').primaryKey(),
  id: uuid('id').notNull(),
  startedAt: stampedAt('started_at'),
})
