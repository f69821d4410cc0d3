import { foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Kept } from '@/lib/domain/conflicts/schema'
import { syncedColumns } from './columns'
import { spaces } from './spaces'

export const conflicts = pgTable(
  'conflicts',
  {
    ...syncedColumns(),
    entity: text('entity').notNull(),
    rowId: uuid('row_id').notNull(),
    unit: text('unit').notNull(),
    /** The values that compete with the row's present one, oldest first. */
    kept: jsonb('kept').$type<Kept[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.spaceId, table.id] }),
    foreignKey({ columns: [table.spaceId], foreignColumns: [spaces.id] }),
    index('conflicts_by_rev').on(table.spaceId, table.rev),
    index('conflicts_by_row').on(table.spaceId, table.rowId),
  ],
)
