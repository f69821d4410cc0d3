import 'server-only'
import * as z from 'zod'
import { type Sum, toDecimal } from '@/lib/core/money'
import { idField } from '@/lib/domain/fields'
import { lastMonthStart } from '@/lib/domain/settings/rules'
import { defaultWalletId } from '../reads/spaces'
import { summarizeMonth } from '../reads/summaries'
import { endpoint } from './endpoint'
import { decimal, monthQuery, uuid, wholeQuery } from './shapes'

const summaryShape = z.strictObject({
  month: z.string(),
  walletId: uuid,
  currency: z.string(),
  total: decimal,
  count: z.int().min(0),
  previousTotal: decimal,
  categories: z.array(
    z.strictObject({ categoryId: uuid, name: z.string(), total: decimal, count: z.int().min(0) }),
  ),
})

/** GET /summaries/monthly */
export const monthlySummary = endpoint({
  method: 'GET',
  path: '/summaries/monthly',
  tag: 'Summaries',
  summary: 'Sum a month by category',
  description:
    'Largest category first; `previousTotal` is the whole month before. Without `walletId` it is your default wallet. A month may begin on another day than the first: then it is the one that begins in `month`, on its last day where that is shorter.',
  access: 'user',
  query: z.strictObject({
    month: monthQuery,
    walletId: z.optional(idField),
    startsOn: wholeQuery(1, lastMonthStart).optional(),
  }),
  answers: { 200: { description: 'The sums', body: summaryShape } },
  errors: ['not_found'],
  run: async ({ ctx, query }) => {
    const walletId = query.walletId ?? defaultWalletId(ctx)
    const sums = await summarizeMonth(ctx, walletId, query.month, query.startsOn)
    const { currency, count } = sums
    const shown = (amount: Sum) => toDecimal(amount, currency)
    return {
      status: 200,
      body: {
        month: query.month,
        walletId,
        currency,
        total: shown(sums.total),
        count,
        previousTotal: shown(sums.previousTotal),
        categories: sums.categories.map((one) => ({ ...one, total: shown(one.total) })),
      },
    }
  },
})
