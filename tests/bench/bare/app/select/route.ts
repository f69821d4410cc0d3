import { and, desc, eq, isNull } from 'drizzle-orm'
import { database } from '@/db/client'
import { expenses } from '@/db/schema/expenses'

export const dynamic = 'force-dynamic'

const spaceId = process.env.BENCH_SPACE ?? ''

// Without `deletedAt is null` no index would fit, and the limit to compare with would be far too low.
export async function GET(): Promise<Response> {
  const items = await database()
    .select()
    .from(expenses)
    .where(and(eq(expenses.spaceId, spaceId), isNull(expenses.deletedAt)))
    .orderBy(desc(expenses.date), desc(expenses.id))
    .limit(50)
  return Response.json({ items })
}
