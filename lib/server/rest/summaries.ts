import 'server-only'
import * as z from 'zod'
import { monthBegunIn } from '@/lib/core/dates'
import { isId } from '@/lib/core/ids'
import { type Sum, toDecimal } from '@/lib/core/money'
import { dateField, idField } from '@/lib/domain/fields'
import { lastMonthStart } from '@/lib/domain/settings/rules'
import { readMonthLimits } from '../reads/budgets'
import { defaultWalletId } from '../reads/spaces'
import { groupings, summarize, summarizeMonth } from '../reads/summaries'
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
    z.strictObject({
      ...{ categoryId: uuid, name: z.string(), total: decimal, count: z.int().min(0) },
      limit: decimal.optional(),
    }),
  ),
})

/** GET /summaries/monthly */
export const monthlySummary = endpoint({
  method: 'GET',
  path: '/summaries/monthly',
  tag: 'Summaries',
  summary: 'Sum a month by category',
  description:
    'Largest category first; `previousTotal` is the whole month before, `limit` what a monthly budget for that category alone allows. Without `walletId` it is your default wallet. A month may begin on another day than the first: then it is the one that begins in `month`, on its last day where that is shorter.',
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
    const startsOn = query.startsOn ?? 1
    const { from } = monthBegunIn(query.month, startsOn)
    const limits = await readMonthLimits(ctx, walletId, from, startsOn)
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
        categories: sums.categories.map((one) => {
          const limit = limits.get(one.categoryId)
          return {
            ...one,
            total: shown(one.total),
            ...(limit !== undefined && { limit: shown(limit) }),
          }
        }),
      },
    }
  },
})

const mostLeftOut = 200

const leaveOutQuery = z
  .string()
  .max(mostLeftOut * 37)
  .transform((text) => text.split(','))
  .refine(
    (ids) => ids.length <= mostLeftOut && ids.every(isId),
    `must be at most ${mostLeftOut} ids of categories or expenses with commas between them`,
  )
  .meta({ type: 'string', description: 'Ids of categories or expenses, with commas between them' })

const spanShape = z.strictObject({
  walletId: uuid,
  currency: z.string(),
  from: z.string().meta({ format: 'date' }),
  to: z.string().meta({ format: 'date' }),
  by: z.enum(groupings),
  total: decimal,
  count: z.int().min(0),
  items: z.array(
    z.strictObject({ key: z.string(), name: z.string(), total: decimal, count: z.int().min(1) }),
  ),
})

/** GET /summaries */
export const spanSummary = endpoint({
  method: 'GET',
  path: '/summaries',
  tag: 'Summaries',
  summary: 'Sum a span of days by category, period, weekday or note',
  description:
    'Both dates count. Categories and notes come largest first, under `key` the id of the category, or the note whatever its case and accents; `day`, `week`, `month` and `weekday` come in their order, under `key` their first day, or 1 (Monday) to 7. Weeks and months begin where your settings say; one at an end of the span holds only what is in the span. Parts without expenses are left out. `leaveOut` names categories or expenses that do not count. Without `walletId` it is your default wallet.',
  access: 'user',
  query: z
    .strictObject({
      from: dateField,
      to: dateField,
      by: z.enum(groupings),
      walletId: z.optional(idField),
      leaveOut: leaveOutQuery.optional(),
    })
    .refine(({ from, to }) => from <= to, { error: 'must not be before from', path: ['to'] }),
  answers: { 200: { description: 'The sums', body: spanShape } },
  errors: ['not_found'],
  run: async ({ ctx, query }) => {
    const { from, to, by, leaveOut = [] } = query
    const walletId = query.walletId ?? defaultWalletId(ctx)
    const sums = await summarize(ctx, { walletId, from, to, by, leaveOut })
    const { currency, count } = sums
    const items = sums.items.map((one) => ({ ...one, total: toDecimal(one.total, currency) }))
    const total = toDecimal(sums.total, currency)
    return { status: 200, body: { walletId, currency, from, to, by, total, count, items } }
  },
})
