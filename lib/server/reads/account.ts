import 'server-only'
import { eq } from 'drizzle-orm'
import { database } from '@/db/client'
import { users } from '@/db/schema/accounts'
import { hole, statement } from '@/db/statement'
import { AppError } from '@/lib/core/errors'
import type { Ctx } from '../auth/ctx'

/** The caller's own account, without its password. */
export async function readAccount(ctx: Ctx) {
  const [row] = await accountOf(database(), { userId: ctx.userId })
  if (!row) throw new AppError('unauthorized')
  return row
}

// Prepared: every sync asks for it.
const accountOf = statement((db) => {
  const { id, email, name, createdAt } = users
  return db
    .select({ id, email, name, createdAt })
    .from(users)
    .where(eq(users.id, hole('userId')))
})
