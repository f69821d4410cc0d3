import 'server-only'
import * as z from 'zod'
import { AppError } from '@/lib/core/errors'
import { seenOf } from '@/lib/domain/change'
import { execute } from '../execute'
import { findExpenses, listExpenses, stored } from '../reads/expenses'
import { defaultWalletId, onlyOne } from '../reads/spaces'
import { etag, expectRow, rowId } from './call'
import { readCursor, writeCursor } from './cursor'
import { type Answer, endpoint } from './endpoint'
import { filterQuery, readFilter } from './expense-filter'
import {
  answerWritten,
  expenseShape,
  newExpense,
  readAmount,
  readCategory,
  readCurrency,
  showExpense,
} from './expense-shapes'
import { idParams, listOf, walletQuery, wholeQuery } from './shapes'

const tag = 'Expenses'

/** GET /expenses */
export const listExpensesEndpoint = endpoint({
  method: 'GET',
  path: '/expenses',
  tag,
  summary: 'List expenses, newest date first',
  description:
    'Filters narrow the list together. Follow `nextCursor` until it is null. `category` is an id or a name; `min` and `max` are inclusive. `q` is what the search of the app takes: words of notes and category names whatever their accents, amounts as they are shown, `>50`, `10..20`, `2026-11`, `20/11/2026` or `Nov 20` in the region’s own order, `friday`, `2 days ago`, `this month`; what can be two things counts as both. Region, first day of the week and of the month are those of your settings; where you chose no region, the one that `Accept-Language` names, and weeks begin on Monday until you or a device of yours says otherwise.',
  access: 'user',
  query: z.strictObject({
    ...filterQuery,
    limit: wholeQuery(1, 500).optional(),
    cursor: z.string().max(200).optional(),
  }),
  answers: { 200: { description: 'A page of expenses', body: listOf(expenseShape) } },
  errors: ['not_found'],
  run: async ({ ctx, query, request }) => {
    const { limit = 50, cursor, ...filter } = query
    const rows = await listExpenses(ctx, {
      ...(await readFilter(ctx, filter, request)),
      after: cursor === undefined ? undefined : readCursor(cursor),
      limit: limit + 1,
    })
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    const nextCursor = rows.length > limit && last ? writeCursor(last) : null
    return { status: 200, body: { items: items.map(showExpense), nextCursor } }
  },
})

/** POST /expenses */
export const addExpense = endpoint({
  method: 'POST',
  path: '/expenses',
  tag,
  summary: 'Add an expense',
  description:
    'Name the category by `category` or `categoryId`. Without `walletId` it goes to the default wallet. The same `id` or `Idempotency-Key` with the same body is answered as the first time.',
  access: 'user',
  body: newExpense,
  example: { amount: '12.50', category: 'Groceries', date: '2026-11-23', note: 'milk' },
  idempotent: true,
  answers: {
    201: { description: 'The expense', body: expenseShape, headers: ['Location', 'ETag'] },
  },
  errors: ['not_found'],
  run: async ({ ctx, body, call }) => {
    const walletId = body.walletId ?? defaultWalletId(ctx)
    const currency = readCurrency(ctx, walletId, body.currency)
    const categoryId = await readCategory(ctx, walletId, body)
    const id = body.id ?? rowId(call, 'expense')
    const fields = {
      amount: readAmount(body.amount, currency),
      currency,
      ...{ rate: null, payers: null, split: null },
      date: body.date,
      categoryId,
      note: body.note ?? '',
    }
    const { answer } = await execute(
      ctx,
      'expense.create',
      { walletId, id, fields },
      { ...call, answer: (tx) => answerWritten(tx, { spaceId: walletId, id }, 201) },
    )
    return answer as Answer
  },
})

/** GET /expenses/{id} */
export const getExpense = endpoint({
  method: 'GET',
  path: '/expenses/{id}',
  tag,
  summary: 'Read an expense',
  access: 'user',
  params: idParams,
  query: walletQuery,
  answers: { 200: { description: 'The expense', body: expenseShape, headers: ['ETag'] } },
  errors: ['not_found', 'ambiguous_id'],
  run: async ({ ctx, params, query }) => {
    const row = onlyOne(await findExpenses(ctx, params.id, query.walletId))
    if (row.deletedAt) throw new AppError('not_found')
    return { status: 200, body: showExpense(row), headers: { etag: etag(row.rev) } }
  },
})

/** DELETE /expenses/{id} */
export const deleteExpense = endpoint({
  method: 'DELETE',
  path: '/expenses/{id}',
  tag,
  summary: 'Put an expense into the trash',
  description: 'It can be restored for 30 days. Deleting it again is no change.',
  access: 'user',
  params: idParams,
  query: walletQuery,
  idempotent: true,
  conditional: true,
  answers: { 204: { description: 'It is deleted' } },
  errors: ['not_found', 'ambiguous_id', 'stale'],
  run: async ({ ctx, params, query, request, call }) => {
    const row = onlyOne(await findExpenses(ctx, params.id, query.walletId))
    if (row.deletedAt) return { status: 204 }
    const key = { spaceId: row.spaceId, id: row.id }
    const conditional = request.headers.has('if-match')
    await execute(
      ctx,
      'expense.delete',
      { walletId: row.spaceId, id: row.id, seen: seenOf('expense', stored(row)) },
      {
        ...call,
        answer: async () => ({ status: 204 }),
        ...(conditional ? { expect: expectRow(request, 'expense', key) } : {}),
      },
    )
    return { status: 204 }
  },
})

/** POST /expenses/{id}/restore */
export const restoreExpense = endpoint({
  method: 'POST',
  path: '/expenses/{id}/restore',
  tag,
  summary: 'Take an expense out of the trash',
  access: 'user',
  params: idParams,
  query: walletQuery,
  idempotent: true,
  answers: { 200: { description: 'The expense', body: expenseShape, headers: ['ETag'] } },
  errors: ['not_found', 'ambiguous_id', 'gone'],
  run: async ({ ctx, params, query, call }) => {
    const row = onlyOne(await findExpenses(ctx, params.id, query.walletId))
    const key = { spaceId: row.spaceId, id: row.id }
    const { answer } = await execute(
      ctx,
      'expense.restore',
      { walletId: row.spaceId, id: row.id },
      { ...call, answer: (tx) => answerWritten(tx, key, 200) },
    )
    return answer as Answer
  },
})
