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
import { instant } from './columns'
import { spaces } from './spaces'

/** Every mutation that was answered, by the id its caller gave it: a replay gets the same answer. Kept 400 days. */
export const mutationLog = pgTable(
  'mutation_log',
  {
    spaceId: uuid('space_id').notNull(),
    id: uuid('id').notNull(),
    userId: uuid('user_id').notNull(),
    client: uuid('client'),
    /** Orders one client's mutations; null where no client queues them. */
    n: bigint('n', { mode: 'number' }),
    /** SHA-256 of what the caller sent. */
    hash: text('hash').notNull(),
    /** The space's counter at the write; null for a refused mutation. */
    rev: bigint('rev', { mode: 'number' }),
    /** `{revs, answer?}`, or `{refused: {code, message, fields?}}`. */
    result: json('result').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.spaceId, table.id] }),
    foreignKey({ columns: [table.spaceId], foreignColumns: [spaces.id] }),
    index('mutation_log_by_client').on(table.spaceId, table.userId, table.client, table.n),
    index('mutation_log_by_rev').on(table.spaceId, table.rev),
  ],
)
