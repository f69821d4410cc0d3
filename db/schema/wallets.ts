import { foreignKey, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { currencyColumn, syncedColumns } from './columns'
import { spaces } from './spaces'

export const wallets = pgTable(
  'wallets',
  {
    ...syncedColumns(),
    name: text('name').notNull(),
    currency: currencyColumn('currency').notNull(),
    /** The currencies that it was in before, the last one at the end. */
    formerly: jsonb('formerly').$type<string[]>().notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.spaceId, table.id] }),
    foreignKey({ columns: [table.spaceId], foreignColumns: [spaces.id] }),
  ],
)
