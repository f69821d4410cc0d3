import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, stampedAt } from './columns'

/** A person's account; their private space has the same id. */
export const users = pgTable('users', {
  id: uuid('id').primaryKey(),
  /** In lower case. */
  email: text('email').notNull().unique(),
  name: text('name').notNull(),
  passwordHash: text('password_hash').notNull(),
  createdAt: stampedAt('created_at'),
})

/** One sign-in: of a browser (cookie) or of a script (bearer). Revoked rows stay until they would have expired. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['cookie', 'bearer'] }).notNull(),
    /** What the person recognises it by: the browser's or script's own name. */
    label: text('label').notNull(),
    createdAt: stampedAt('created_at'),
    seenAt: stampedAt('seen_at'),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    index('sessions_by_user').on(table.userId),
    index('sessions_by_expiry').on(table.expiresAt),
  ],
)

/** A link that works once: an invitation, or a new password for a user. Only its hash is kept. */
export const oneTimeLinks = pgTable('one_time_links', {
  tokenHash: text('token_hash').primaryKey(),
  kind: text('kind', { enum: ['invite', 'reset'] }).notNull(),
  userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
})

/** Counted tries per kind and subject (a hash of an account or an address). */
export const rateLimits = pgTable(
  'rate_limits',
  {
    kind: text('kind').notNull(),
    subject: text('subject').notNull(),
    count: integer('count').notNull(),
    /** When counting begins anew. */
    resetAt: instant('reset_at').notNull(),
    /** Until when further tries are refused. */
    blockedUntil: instant('blocked_until'),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.subject] }),
    index('rate_limits_by_reset').on(table.resetAt),
  ],
)
