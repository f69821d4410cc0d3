import 'server-only'
import { eq } from 'drizzle-orm'
import { database } from '@/db/client'
import { users } from '@/db/schema/accounts'
import { AppError } from '@/lib/core/errors'
import type { Ctx } from '../auth/ctx'

/** The caller's own account, without its password. */
export async function readAccount(ctx: Ctx) {
  const { id, email, name, createdAt } = users
  const [row] = await database()
    .select({ id, email, name, createdAt })
    .from(users)
    .where(eq(users.id, ctx.userId))
  if (!row) throw new AppError('unauthorized')
  return row
}
