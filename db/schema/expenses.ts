import { isNotNull, isNull, sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { categories } from './categories'
import { currencyColumn, syncedColumns } from './columns'

export const expenses = pgTable(
  'expenses',
  {
    ...syncedColumns(),
    /** In the currency's minor unit. */
    amount: bigint('amount', { mode: 'number' }).notNull(),
    currency: currencyColumn('currency').notNull(),
    rate: text('rate').$type<null>(),
    payers: jsonb('payers').$type<null>(),
    split: jsonb('split').$type<null>(),
    date: date('date', { mode: 'string' }).notNull(),
    categoryId: uuid('category_id').notNull(),
    note: text('note').notNull(),
    /** The note as searches compare it (`foldText`), derived at every write; null in a row from before it, until the next start. */
    noteSearch: text('note_search'),
  },
  (table) => [
    primaryKey({ columns: [table.spaceId, table.id] }),
    foreignKey({
      columns: [table.spaceId, table.categoryId],
      foreignColumns: [categories.spaceId, categories.id],
    }),
    check('expenses_amount', sql`abs(${table.amount}) <= 10000000000000`),
    index('expenses_by_date')
      .on(table.spaceId, table.date, table.id)
      .where(isNull(table.deletedAt)),
    index('expenses_unread').on(table.spaceId, table.id).where(isNull(table.noteSearch)),
    index('expenses_by_rev').on(table.spaceId, table.rev),
    index('expenses_by_category').on(table.spaceId, table.categoryId),
    index('expenses_by_deletion')
      .on(table.spaceId, table.deletedAt)
      .where(isNotNull(table.deletedAt)),
    index('expenses_by_move').on(table.spaceId, table.movedTo).where(isNotNull(table.movedTo)),
  ],
)
