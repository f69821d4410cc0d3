import { isNull, sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { categoryColors, categoryIcons } from '@/lib/domain/categories/palette'
import { syncedColumns } from './columns'
import { spaces } from './spaces'

export const categories = pgTable(
  'categories',
  {
    ...syncedColumns(),
    name: text('name').notNull(),
    /** The folded name (`foldName`), derived at every write; no field of the entity. Null from a migration to the next start. */
    nameKey: text('name_key'),
    icon: text('icon', { enum: categoryIcons }).notNull(),
    color: text('color', { enum: categoryColors }).notNull(),
    position: integer('position').notNull(),
    archived: boolean('archived').notNull(),
    mergedInto: uuid('merged_into'),
  },
  (table) => [
    primaryKey({ columns: [table.spaceId, table.id] }),
    foreignKey({ columns: [table.spaceId], foreignColumns: [spaces.id] }),
    foreignKey({
      columns: [table.spaceId, table.mergedInto],
      foreignColumns: [table.spaceId, table.id],
    }),
    uniqueIndex('categories_by_name')
      .on(table.spaceId, table.nameKey)
      .where(sql`${isNull(table.deletedAt)} and ${isNull(table.mergedInto)}`),
    index('categories_by_rev').on(table.spaceId, table.rev),
  ],
)
