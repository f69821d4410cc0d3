import { pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from './columns'

/** What runs by itself, and whose turn it is: of several servers on one database one does each job. */
export const jobs = pgTable('jobs', {
  name: text('name').primaryKey(),
  dueAt: instant('due_at').notNull(),
  /** Which server does it now, by its machine, process and a number of its own; null while nobody does. */
  holder: text('holder'),
  /** When another server may take it over, as whoever does it has been silent for too long. */
  leasedUntil: instant('leased_until'),
})
