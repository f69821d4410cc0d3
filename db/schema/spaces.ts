import { bigint, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { stampedAt } from './columns'

/** A wallet or a user's private space: the unit of sync, permission and version counting. */
export const spaces = pgTable('spaces', {
  id: uuid('id').primaryKey(),
  kind: text('kind', { enum: ['wallet', 'user'] }).notNull(),
  /** Goes up by one with every mutation; a row's `rev` is its value at the last write. */
  seq: bigint('seq', { mode: 'number' }).notNull().default(0),
  /** Changes up to this rev may have been purged. */
  minRev: bigint('min_rev', { mode: 'number' }).notNull().default(0),
  createdAt: stampedAt('created_at'),
})
