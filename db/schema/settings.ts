import { boolean, foreignKey, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { syncedColumns } from './columns'
import { spaces } from './spaces'

export const settings = pgTable(
  'settings',
  {
    ...syncedColumns(),
    defaultWalletId: uuid('default_wallet_id'),
    timeZone: text('time_zone').notNull(),
    timeZoneChosen: boolean('time_zone_chosen').notNull().default(false),
    locale: text('locale'),
    firstWeekday: integer('first_weekday'),
    monthStartsOn: integer('month_starts_on').notNull().default(1),
    theme: text('theme').notNull().default('system'),
  },
  (table) => [
    primaryKey({ columns: [table.spaceId, table.id] }),
    foreignKey({ columns: [table.spaceId], foreignColumns: [spaces.id] }),
  ],
)
