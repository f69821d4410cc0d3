import { bigint, date, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { currencyColumn, syncedColumns } from '@/db/schema/columns'
import { type Entity, entity, type Units } from '@/lib/domain/entity'
import { lineField } from '@/lib/domain/fields'
import { byField } from '@/lib/domain/unit'

const merchant = byField(
  { merchant: lineField(80, { empty: true }) },
  { displaced: 'tell', called: 'Merchant' },
)

/** An expense as it would be described with one more field, which older rows and devices do not know. */
export function withMerchant<U extends Units>(known: Entity<U>): Entity<U> {
  const described = { ...known, units: { ...known.units, merchant }, later: { merchant: '' } }
  return entity(described as never) as unknown as Entity<U>
}

/** The table with it. */
export const expensesWithMerchant = pgTable(
  'expenses',
  {
    ...syncedColumns(),
    amount: bigint('amount', { mode: 'number' }).notNull(),
    currency: currencyColumn('currency').notNull(),
    rate: text('rate').$type<null>(),
    payers: jsonb('payers').$type<null>(),
    split: jsonb('split').$type<null>(),
    date: date('date', { mode: 'string' }).notNull(),
    categoryId: uuid('category_id').notNull(),
    note: text('note').notNull(),
    noteSearch: text('note_search'),
    merchant: text('merchant').notNull().default(''),
  },
  (table) => [primaryKey({ columns: [table.spaceId, table.id] })],
)

/** What a migration would make of it. */
export const merchantMigration = `alter table "expenses" add column "merchant" text not null default ''`
