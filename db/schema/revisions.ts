import {
  bigint,
  foreignKey,
  index,
  json,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import type { UnitRevision } from '@/lib/domain/merge'
import { instant } from './columns'
import { spaces } from './spaces'

/** Every accepted change to a row: what a person sees as its history, and what restore uses. */
export const revisions = pgTable(
  'revisions',
  {
    spaceId: uuid('space_id').notNull(),
    id: uuid('id').notNull(),
    rev: bigint('rev', { mode: 'number' }).notNull(),
    entity: text('entity').notNull(),
    rowId: uuid('row_id').notNull(),
    kind: text('kind', { enum: ['create', 'update', 'delete', 'restore'] }).notNull(),
    /** Per unit: what stood there, what stands there now, and what the author saw if that differs. */
    units: json('units').$type<Record<string, UnitRevision>>().notNull(),
    at: instant('at').notNull(),
    by: uuid('by').notNull(),
    /** Which device; null for scripts and forms. */
    client: uuid('client'),
    /** What its person knows that device or script by. */
    label: text('label'),
    via: text('via', { enum: ['rest', 'form', 'sync', 'system', 'recovery'] }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.spaceId, table.id] }),
    foreignKey({ columns: [table.spaceId], foreignColumns: [spaces.id] }),
    index('revisions_by_row').on(table.spaceId, table.rowId, table.rev),
  ],
)
