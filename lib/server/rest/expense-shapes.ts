import { refused } from '@/lib/domain/reasons'
import 'server-only'
import * as z from 'zod'
import { invalidField } from '@/lib/core/errors'
import { fromDecimal, toDecimal } from '@/lib/core/money'
import { canonicalIn } from '@/lib/domain/categories/rules'
import { currencyField, dateField, idField, lineField } from '@/lib/domain/fields'
import type { Key, Tx } from '@/lib/domain/mutation'
import type { Ctx } from '../auth/ctx'
import { categoryIdsNamed, findCategories } from '../reads/categories'
import type { ReadExpense } from '../reads/expenses'
import { currencyOf } from '../reads/spaces'
import { etag } from './call'
import type { Answer } from './endpoint'
import { amountInput, decimal, instant, noteInput, uuid } from './shapes'

/** An expense in an answer. */
export const expenseShape = z.strictObject({
  id: uuid,
  walletId: uuid,
  amount: decimal,
  currency: z.string(),
  categoryId: uuid,
  category: z.string(),
  date: z.string().meta({ format: 'date' }),
  note: z.string(),
  payerId: uuid,
  createdAt: instant,
  updatedAt: instant,
  rev: z.int().min(0),
})

const fields = {
  amount: amountInput,
  currency: z.optional(currencyField),
  category: z.optional(lineField(60)),
  categoryId: z.optional(idField),
  date: dateField,
  note: z.optional(noteInput),
  walletId: z.optional(idField),
}

const oneCategory = (body: { category?: string | undefined; categoryId?: string | undefined }) =>
  body.category === undefined || body.categoryId === undefined

const bothCategories = { error: 'and categoryId cannot both be given', path: ['category'] }

/** The body that adds an expense. */
export const newExpense = z
  .strictObject({ ...fields, id: z.optional(idField) })
  .refine(oneCategory, bothCategories)
  .refine((body) => body.category !== undefined || body.categoryId !== undefined, {
    error: 'or categoryId is missing',
    path: ['category'],
  })

/** The body that changes any of an expense's fields. */
export const changedExpense = z
  .strictObject({ ...fields, amount: amountInput.optional(), date: z.optional(dateField) })
  .refine(oneCategory, bothCategories)

/** An expense as REST shows it. */
export function showExpense(
  row: Omit<ReadExpense, 'storedCategoryId' | 'deletedAt'>,
): z.infer<typeof expenseShape> {
  return {
    id: row.id,
    walletId: row.spaceId,
    amount: toDecimal(row.amount, row.currency),
    currency: row.currency,
    categoryId: row.categoryId,
    category: row.category,
    date: row.date,
    note: row.note,
    payerId: row.createdBy,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    rev: row.rev,
  }
}

/** The answer that shows an expense, from within the transaction that wrote it. */
export async function answerWritten(tx: Tx, key: Key, status: 200 | 201): Promise<Answer> {
  const row = await tx.get('expense', key)
  if (!row) throw new Error('An expense that was just written is there.')
  const category = await canonicalIn(tx, { spaceId: key.spaceId, id: row.categoryId })
  const shown = showExpense({ ...row, categoryId: category.id, category: category.name })
  const headers: Record<string, string> = { etag: etag(row.rev) }
  if (status === 201) headers.location = `/api/v1/expenses/${row.id}`
  return { status, body: shown, headers }
}

/** An amount of a request in minor units of a currency. */
export function readAmount(amount: string | number, currency: string): number {
  const parsed = fromDecimal(amount, currency)
  if (!parsed.ok) throw invalidField('amount', parsed.message)
  return parsed.amount
}

/** The currency of a wallet, which is the only one that a request may name for what is in it. */
export function readCurrency(ctx: Ctx, walletId: string, given: string | undefined): string {
  const currency = currencyOf(ctx, walletId)
  if (given === undefined || given === currency) return currency
  throw refused('currency_wallets', { currency }, 'currency')
}

/** The category of a wallet that a request names, by id or by name; undefined where it names none. */
export async function readCategory(
  ctx: Ctx,
  walletId: string,
  body: { category?: string | undefined; categoryId?: string | undefined },
): Promise<string | undefined> {
  if (body.categoryId !== undefined) return body.categoryId
  if (body.category === undefined) return undefined
  const [id] = await categoryIdsNamed(ctx, body.category, walletId)
  if (id === undefined) throw refused('category_unknown', {}, 'category')
  return id
}

/** The categories, over the caller's wallets, that a filter names by id or by name; an unknown one is refused. */
export async function readCategoryFilter(
  ctx: Ctx,
  category: string | undefined,
  walletId: string | undefined,
): Promise<string[] | undefined> {
  if (category === undefined) return undefined
  const byId = idField.safeParse(category)
  const found = byId.success
    ? (await findCategories(ctx, byId.data, walletId)).map((row) => row.mergedInto ?? row.id)
    : await categoryIdsNamed(ctx, category, walletId)
  if (found.length === 0) throw invalidField('category', 'is not a category of your wallets')
  return found
}
