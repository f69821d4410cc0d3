import { foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { roles } from '@/lib/domain/members/rules'
import { syncedColumns } from './columns'
import { spaces } from './spaces'

/** Who may see and change a space: the only list of it. A row's id is the user's. */
export const members = pgTable(
  'members',
  { ...syncedColumns(), role: text('role', { enum: roles }).notNull() },
  (table) => [
    primaryKey({ columns: [table.spaceId, table.id] }),
    foreignKey({ columns: [table.spaceId], foreignColumns: [spaces.id] }),
    index('members_by_user').on(table.id, table.spaceId),
    index('members_by_rev').on(table.spaceId, table.rev),
  ],
)
