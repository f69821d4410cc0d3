import 'server-only'
import * as z from 'zod'
import { daysBetween, dayWithin } from '@/lib/core/dates'
import { dateIn } from '@/lib/core/time-zones'
import { budgetPeriod } from '@/lib/domain/budgets/periods'
import { limitId, mostCounted, periodKinds, rollovers } from '@/lib/domain/budgets/rules'
import { sinceField } from '@/lib/domain/budgets/schema'
import { changesBetween, seenOf } from '@/lib/domain/change'
import { currencyField, dateField, idField, lineField } from '@/lib/domain/fields'
import type { Ctx } from '../auth/ctx'
import { execute } from '../execute'
import { readBudgets, readLimit, readPeriods } from '../reads/budgets'
import { readSettings } from '../reads/settings'
import { currencyOf, defaultWalletId } from '../reads/spaces'
import {
  answerBudget,
  budgetShape,
  checkCounted,
  limitOf,
  limitShape,
  periodShape,
  refuseLong,
  showBudget,
  showLimit,
  showPeriod,
  theBudget,
} from './budget-shapes'
import { etag, expectRev, expectRow, rowId } from './call'
import { type Answer, endpoint } from './endpoint'
import { amountInput, idParams, listOf, walletQuery } from './shapes'

const tag = 'Budgets'

const counted = z.strictObject({ walletId: idField, categoryId: idField })
const name = lineField(60)
const rhythm = {
  categories: z.array(counted).max(mostCounted).nullable().optional(),
  period: z.enum(periodKinds).optional(),
  startsOn: z.int().min(1).max(31).optional(),
  rollover: z.enum(rollovers).optional(),
  since: z.optional(sinceField),
}

/** GET /budgets */
export const listBudgets = endpoint({
  method: 'GET',
  path: '/budgets',
  tag,
  summary: 'List your budgets by name',
  description: 'Your own and those of your wallets; with `walletId` those of one wallet.',
  access: 'user',
  query: walletQuery,
  answers: { 200: { description: 'The budgets', body: listOf(budgetShape) } },
  errors: ['not_found'],
  run: async ({ ctx, query }) => {
    const rows = await readBudgets(ctx, query.walletId)
    const items = rows.map((row) => showBudget(ctx, row))
    return { status: 200, body: { items, nextCursor: null } }
  },
})

/** POST /budgets */
export const addBudget = endpoint({
  method: 'POST',
  path: '/budgets',
  tag,
  summary: 'Add a budget',
  description:
    'Without `walletId` it is your own and counts all your wallets in its currency; without `categories` it counts everything. Weeks begin on the weekday `startsOn` (1 is Monday), the rest on that day of a month, as your settings say where it is left out; quarters and years begin in the month of `since`. Set its limit next.',
  access: 'user',
  body: z.strictObject({
    name,
    walletId: z.optional(z.nullable(idField)),
    ...rhythm,
    currency: z.optional(currencyField),
    id: z.optional(idField),
  }),
  example: { name: 'Everything', period: 'month' },
  idempotent: true,
  answers: { 201: { description: 'The budget', body: budgetShape, headers: ['Location', 'ETag'] } },
  errors: ['not_found', 'in_use'],
  run: async ({ ctx, body, call }) => {
    const { walletId, categories = null, period = 'month', rollover = 'off' } = body
    const spaceId = walletId ?? ctx.userId
    const its = currencyOf(ctx, walletId ?? defaultWalletId(ctx))
    const currency = body.currency ?? its
    await checkCounted(ctx, categories ?? [], currency)
    const begins = await beginningOf(ctx, period, body)
    const id = body.id ?? rowId(call, 'budget')
    const scope = categories === null ? 'all' : 'chosen'
    const fields = {
      name: body.name,
      scope,
      categories: categories ?? [],
      period,
      rollover,
      currency,
    }
    const { answer } = await execute(
      ctx,
      'budget.create',
      { spaceId, id, fields: { ...fields, ...begins } },
      { ...call, answer: (tx) => answerBudget(ctx, tx, { spaceId, id }, 201) },
    )
    return answer as Answer
  },
})

/** Where a new budget's periods begin: as it says, else as the caller's settings do, from the period around today on. */
async function beginningOf(
  ctx: Ctx,
  period: (typeof periodKinds)[number],
  given: { startsOn?: number | undefined; since?: string | undefined },
): Promise<{ startsOn: number; since: string }> {
  const { firstWeekday, monthStartsOn } = await readSettings(ctx)
  const startsOn = given.startsOn ?? (period === 'week' ? (firstWeekday ?? 1) : monthStartsOn)
  if (given.since !== undefined) return { startsOn, since: given.since }
  const today = dateIn(ctx.timeZone, new Date())
  // Quarters and years of the calendar.
  const since = dayWithin(`${today.slice(0, 4)}-01`, startsOn)
  if (period === 'week' && startsOn > 7) return { startsOn, since: today }
  return { startsOn, since: budgetPeriod({ period, startsOn, since }, today).from }
}

/** GET /budgets/{id} */
export const getBudget = endpoint({
  method: 'GET',
  path: '/budgets/{id}',
  tag,
  summary: 'Read a budget',
  access: 'user',
  params: idParams,
  query: walletQuery,
  answers: { 200: { description: 'The budget', body: budgetShape, headers: ['ETag'] } },
  errors: ['not_found', 'ambiguous_id'],
  run: async ({ ctx, params, query }) => {
    const row = await theBudget(ctx, params.id, query.walletId)
    return { status: 200, body: showBudget(ctx, row), headers: { etag: etag(row.rev) } }
  },
})

/** PATCH /budgets/{id} */
export const changeBudget = endpoint({
  method: 'PATCH',
  path: '/budgets/{id}',
  tag,
  summary: 'Change a budget',
  description: 'Its currency stays as it was made. `categories` null counts everything.',
  access: 'user',
  params: idParams,
  query: walletQuery,
  body: z.strictObject({ name: z.optional(name), ...rhythm }),
  example: { rollover: 'surplus' },
  idempotent: true,
  conditional: true,
  answers: { 200: { description: 'The budget', body: budgetShape, headers: ['ETag'] } },
  errors: ['not_found', 'ambiguous_id', 'stale'],
  run: async ({ ctx, params, query, body, request, call }) => {
    const row = await theBudget(ctx, params.id, query.walletId)
    const { categories, ...others } = body
    await checkCounted(ctx, categories ?? [], row.currency)
    const scope = categories === undefined ? undefined : categories ? 'chosen' : 'all'
    const wanted = { ...others, scope, categories: categories ?? undefined } as const
    const changes = changesBetween('budget', row, wanted)
    if (Object.keys(changes).length === 0) {
      expectRev(request, row.rev)
      return { status: 200, body: showBudget(ctx, row), headers: { etag: etag(row.rev) } }
    }
    const key = { spaceId: row.spaceId, id: row.id }
    const { answer } = await execute(
      ctx,
      'budget.update',
      { ...key, changes },
      {
        ...call,
        expect: expectRow(request, 'budget', key),
        answer: (tx) => answerBudget(ctx, tx, key, 200),
      },
    )
    return answer as Answer
  },
})

/** DELETE /budgets/{id} */
export const deleteBudget = endpoint({
  method: 'DELETE',
  path: '/budgets/{id}',
  tag,
  summary: 'Delete a budget',
  description: 'Deleting one again is no change.',
  access: 'user',
  params: idParams,
  query: walletQuery,
  idempotent: true,
  conditional: true,
  answers: { 204: { description: 'It is deleted' } },
  errors: ['not_found', 'ambiguous_id', 'stale'],
  run: async ({ ctx, params, query, request, call }) => {
    const row = await theBudget(ctx, params.id, query.walletId, true)
    if (row.deletedAt) return { status: 204 }
    const key = { spaceId: row.spaceId, id: row.id }
    await execute(
      ctx,
      'budget.delete',
      { ...key, seen: seenOf('budget', row) },
      {
        ...call,
        ...(request.headers.has('if-match') && { expect: expectRow(request, 'budget', key) }),
        answer: async () => ({ status: 204 }),
      },
    )
    return { status: 204 }
  },
})

/** PUT /budgets/{id}/limits/{from} */
export const putLimit = endpoint({
  method: 'PUT',
  path: '/budgets/{id}/limits/{from}',
  tag,
  summary: 'Set the limit of a budget from a date on',
  description:
    'It holds for the periods that begin on `from` or later, until the next limit; those before keep theirs. `amount` null is no limit.',
  access: 'user',
  params: z.strictObject({ id: idField, from: dateField }),
  query: walletQuery,
  body: z.strictObject({ amount: amountInput.nullable() }),
  example: { amount: '400.00' },
  idempotent: true,
  answers: { 200: { description: 'The limit', body: limitShape } },
  errors: ['not_found', 'ambiguous_id'],
  run: async ({ ctx, params, query, body, call }) => {
    const { spaceId, id: budgetId, currency } = await theBudget(ctx, params.id, query.walletId)
    const { from } = params
    const money = { amount: limitOf(body.amount, currency), currency }
    const key = { spaceId, id: limitId(budgetId, from) }
    // A script means to replace what stands there.
    const saw = await readLimit(key)
    const { answer } = await execute(
      ctx,
      'limit.set',
      { spaceId, budgetId, from, money: { from: saw ?? null, to: money } },
      {
        ...call,
        answer: async (tx) => {
          const row = await tx.get('limit', key)
          return { status: 200, body: { from, amount: showLimit(row?.amount ?? null, currency) } }
        },
      },
    )
    return answer as Answer
  },
})

/** Of a budget that carries over all since it began are added up. */
const mostPeriods = 2000

/** GET /budgets/{id}/periods */
export const listPeriods = endpoint({
  method: 'GET',
  path: '/budgets/{id}/periods',
  tag,
  summary: 'List the periods of a budget with what was spent and what is left',
  description: `From the period that \`from\` is in to that of \`to\`, at most ${mostPeriods}, oldest first; none is before the budget began. \`left\` is \`limit\` + \`carry\` − \`spent\`; \`perDay\` is what is left per day, today among them, of the period that goes on.`,
  access: 'user',
  params: idParams,
  query: z
    .strictObject({ from: dateField, to: dateField, walletId: z.optional(idField) })
    .refine(({ from, to }) => from <= to, { error: 'must not be before from', path: ['to'] }),
  answers: {
    200: { description: 'The periods', body: z.strictObject({ items: z.array(periodShape) }) },
  },
  errors: ['not_found', 'ambiguous_id'],
  run: async ({ ctx, params, query }) => {
    const { from, to } = query
    const row = await theBudget(ctx, params.id, query.walletId)
    const [first = from] = row.rollover === 'off' ? [from, row.since].sort().reverse() : [row.since]
    const least = { week: 7, month: 28, quarter: 89, year: 365 }[row.period]
    refuseLong(first > to ? 0 : Math.floor(daysBetween({ from: first, to }) / least), mostPeriods)
    const items = await readPeriods(ctx, row, { from, to })
    return { status: 200, body: { items: items.map((one) => showPeriod(one, row.currency)) } }
  },
})
