'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { derivedId } from '@/lib/core/derived-ids'
import { AppError } from '@/lib/core/errors'
import type { FormState } from '@/lib/core/form'
import { isId } from '@/lib/core/ids'
import { oneLine } from '@/lib/core/one-line'
import { invalidFields } from '@/lib/core/parse'
import { parseAmount } from '@/lib/core/reading/amount'
import { actionCtx } from '@/lib/server/auth/page'
import { execute } from '@/lib/server/execute'
import { formAction, textOf } from '@/lib/server/http/action'
import { currencyOf } from '@/lib/server/reads/spaces'

const add = formAction(async (data) => {
  const ctx = await actionCtx()
  const id = textOf(data, 'id')
  const walletId = textOf(data, 'walletId')
  const categoryId = textOf(data, 'categoryId')
  const date = textOf(data, 'date')
  const currency = currencyOf(ctx, walletId)
  const amount = parseAmount(textOf(data, 'amount'), currency)
  const problems = [
    ...(amount.ok ? [] : [{ path: 'amount', message: amount.message }]),
    ...(isId(categoryId) ? [] : [{ path: 'categoryId', message: 'is missing: choose one' }]),
    ...(date === '' ? [{ path: 'date', message: 'is missing' }] : []),
  ]
  if (!amount.ok || problems.length > 0) throw invalidFields(problems)
  const fields = {
    amount: amount.amount,
    currency,
    ...{ rate: null, payers: null, split: null },
    date,
    categoryId,
    note: oneLine(textOf(data, 'note')),
  }
  try {
    const call = isId(id) ? { id: derivedId(ctx.userId, `form:${id}`) } : {}
    await execute(ctx, 'expense.create', { walletId, id, fields }, call)
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'id_taken')) throw inForm(error)
    revalidatePath('/add/plain')
    throw new AppError(
      'id_taken',
      'Another expense was already saved from this page. To save this one as well, press Save once more.',
    )
  }
  const saved = new URLSearchParams({ saved: id, wallet: walletId })
  if (textOf(data, 'intent') === 'another') saved.set('date', date)
  redirect(`/add/plain?${saved}`)
})

// The mutation names its fields from the top (`fields.note`); the form's inputs have the last part as their name.
function inForm(error: unknown): unknown {
  if (!(error instanceof AppError) || !error.fields) return error
  return invalidFields(
    error.fields.map(({ path, message }) => ({ path: path.replace(/^fields\./, ''), message })),
  )
}

/** Saves the expense of the plain form, once however often the same page is posted, and shows it in the list. */
export async function addExpense(state: FormState, data: FormData): Promise<FormState> {
  return add(state, data)
}
