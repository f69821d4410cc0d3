import 'server-only'
import * as z from 'zod'
import { dateField, idField, lineField } from '@/lib/domain/fields'
import type { Ctx } from '../auth/ctx'
import { regionOf } from '../http/locale'
import type { ExpenseFilter } from '../reads/expenses'
import { readCategoryFilter } from './expense-shapes'
import { decimalQuery } from './shapes'

/** What narrows expenses in a query. */
export const filterQuery = {
  walletId: z.optional(idField),
  from: z.optional(dateField),
  to: z.optional(dateField),
  category: z.optional(lineField(60, { empty: true })),
  q: z.optional(lineField(200, { empty: true })),
  min: decimalQuery.optional(),
  max: decimalQuery.optional(),
}

const filterShape = z.strictObject(filterQuery)

/** What a query narrows expenses to; a category that the caller does not have is refused. */
export async function readFilter(
  ctx: Ctx,
  query: z.output<typeof filterShape>,
  request: Request,
): Promise<Omit<ExpenseFilter, 'limit' | 'after'>> {
  const { walletId, from, to, category, q, min, max } = query
  return {
    ...{ walletId, from, to, min, max },
    search: q ? { text: q, region: regionOf(request.headers) } : undefined,
    categoryIds: await readCategoryFilter(ctx, category, walletId),
  }
}
