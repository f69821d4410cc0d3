import {
  bigint,
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import { syncedColumns } from '@/db/schema/columns'
import { spaces } from '@/db/schema/spaces'

/** The table of the invented entity. */
export const parcels = pgTable(
  'parcels',
  {
    ...syncedColumns(),
    weight: bigint('weight', { mode: 'number' }).notNull(),
    parts: jsonb('parts').$type<number[]>().notNull(),
    label: text('label').notNull(),
    labelKey: text('label_key').notNull(),
    fragile: boolean('fragile').notNull(),
    marks: jsonb('marks').$type<string[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.spaceId, table.id] }),
    foreignKey({ columns: [table.spaceId], foreignColumns: [spaces.id] }),
    index('parcels_by_rev').on(table.spaceId, table.rev),
  ],
)

/** What a migration would make of it. */
export const parcelsMigration = `
create table "parcels" (
  "space_id" uuid not null references "spaces" ("id"),
  "id" uuid not null,
  "rev" bigint not null,
  "created_at" timestamptz(3) not null,
  "created_by" uuid not null,
  "updated_at" timestamptz(3) not null,
  "updated_by" uuid not null,
  "deleted_at" timestamptz(3),
  "moved_to" jsonb,
  "healed_rev" bigint,
  "healed_epoch" uuid,
  "weight" bigint not null,
  "parts" jsonb not null,
  "label" text not null,
  "label_key" text not null,
  "fragile" boolean not null,
  "marks" jsonb not null,
  primary key ("space_id", "id")
)`
