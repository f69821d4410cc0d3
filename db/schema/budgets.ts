import {
  bigint,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { periodKinds, rollovers, scopes } from '@/lib/domain/budgets/rules'
import { currencyColumn, syncedColumns } from './columns'
import { spaces } from './spaces'

export const budgets = pgTable(
  'budgets',
  {
    ...syncedColumns(),
    name: text('name').notNull(),
    scope: text('scope', { enum: scopes }).notNull(),
    categories: jsonb('categories').$type<{ walletId: string; categoryId: string }[]>().notNull(),
    period: text('period', { enum: periodKinds }).notNull(),
    startsOn: integer('starts_on').notNull(),
    rollover: text('rollover', { enum: rollovers }).notNull(),
    since: date('since', { mode: 'string' }).notNull(),
    currency: currencyColumn('currency').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.spaceId, table.id] }),
    foreignKey({ columns: [table.spaceId], foreignColumns: [spaces.id] }),
    index('budgets_by_rev').on(table.spaceId, table.rev),
  ],
)

export const limits = pgTable(
  'limits',
  {
    ...syncedColumns(),
    budgetId: uuid('budget_id').notNull(),
    /** The first day of the first period that it is for. */
    from: date('from', { mode: 'string' }).notNull(),
    /** In minor units; null is no limit. */
    amount: bigint('amount', { mode: 'number' }),
    currency: currencyColumn('currency').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.spaceId, table.id] }),
    foreignKey({
      columns: [table.spaceId, table.budgetId],
      foreignColumns: [budgets.spaceId, budgets.id],
    }),
    index('limits_by_rev').on(table.spaceId, table.rev),
    index('limits_by_budget').on(table.spaceId, table.budgetId),
  ],
)
