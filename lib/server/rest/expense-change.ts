import 'server-only'
import type * as z from 'zod'
import { AppError } from '@/lib/core/errors'
import { changesBetween } from '@/lib/domain/change'
import type { Ctx } from '../auth/ctx'
import { execute } from '../execute'
import { findExpenses, type ReadExpense, stored } from '../reads/expenses'
import { currencyOf, onlyOne } from '../reads/spaces'
import { etag, expectRev, expectRow, rowId } from './call'
import { type Answer, endpoint, type Input } from './endpoint'
import {
  answerWritten,
  changedExpense,
  expenseShape,
  readAmount,
  readCategory,
  readCurrency,
  showExpense,
} from './expense-shapes'
import { idParams, walletQuery } from './shapes'

type Body = z.infer<typeof changedExpense>

/** PATCH /expenses/{id} */
export const changeExpense = endpoint({
  method: 'PATCH',
  path: '/expenses/{id}',
  tag: 'Expenses',
  summary: 'Change some fields of an expense',
  description:
    'Another `walletId` moves it there under a new id, told by `Content-Location`; its category is then looked up by name in the new wallet unless one is given. With `If-Match` a stale edit is refused; without it the edit is merged.',
  access: 'user',
  params: idParams,
  query: walletQuery,
  body: changedExpense,
  example: { amount: '13.20', category: 'Dining', note: 'milk and bread' },
  idempotent: true,
  conditional: true,
  answers: {
    200: { description: 'The expense', body: expenseShape, headers: ['ETag', 'Content-Location'] },
  },
  errors: ['not_found', 'ambiguous_id', 'stale'],
  run: async (input) => {
    const { ctx, params, query, body } = input
    const row = onlyOne(await findExpenses(ctx, params.id, query.walletId))
    if (row.deletedAt) throw new AppError('not_found')
    return body.walletId !== undefined && body.walletId !== row.spaceId
      ? move(input, row, body.walletId)
      : change(input, row)
  },
})

type Given = Pick<Input<unknown, unknown, Body, Ctx>, 'ctx' | 'body' | 'request' | 'call'>

async function change({ ctx, body, request, call }: Given, row: ReadExpense): Promise<Answer> {
  const key = { spaceId: row.spaceId, id: row.id }
  const changes = await changesOf(ctx, row, body, row.spaceId)
  if (Object.keys(changes).length === 0) {
    expectRev(request, row.rev)
    return { status: 200, body: showExpense(row), headers: { etag: etag(row.rev) } }
  }
  const { answer } = await execute(
    ctx,
    'expense.update',
    { walletId: row.spaceId, id: row.id, changes },
    {
      ...call,
      expect: expectRow(request, 'expense', key),
      answer: (tx) => answerWritten(tx, key, 200),
    },
  )
  return answer as Answer
}

async function move(
  { ctx, body, request, call }: Given,
  row: ReadExpense,
  walletId: string,
): Promise<Answer> {
  currencyOf(ctx, walletId)
  const { categoryId: byId, category: byName = row.category, ...rest } = body
  const named = byId === undefined ? { category: byName } : { categoryId: byId }
  const categoryId = await readCategory(ctx, walletId, named)
  const to = { walletId, id: rowId(call, 'expense'), categoryId }
  const changes = await changesOf(ctx, row, rest, walletId)
  const { answer } = await execute(
    ctx,
    'expense.move',
    {
      walletId: row.spaceId,
      id: row.id,
      to,
      ...(Object.keys(changes).length > 0 ? { changes } : {}),
    },
    {
      ...call,
      expect: expectRow(request, 'expense', { spaceId: row.spaceId, id: row.id }),
      answer: async (tx) => {
        const written = await answerWritten(tx, { spaceId: walletId, id: to.id }, 200)
        const headers = { ...written.headers, 'content-location': `/api/v1/expenses/${to.id}` }
        return { ...written, headers }
      },
    },
  )
  return answer as Answer
}

/** What a body changes, per unit, against the row as it stands. */
async function changesOf(ctx: Ctx, row: ReadExpense, body: Body, walletId: string) {
  const { amount: figure, currency: given, category: _, ...others } = body
  const currency = given === undefined ? undefined : readCurrency(ctx, walletId, given)
  const amount = figure === undefined ? undefined : readAmount(figure, currency ?? row.currency)
  const categoryId = await readCategory(ctx, walletId, body)
  return changesBetween('expense', stored(row), { ...others, amount, currency, categoryId })
}
