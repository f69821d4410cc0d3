'use client'

import { useReducer, useRef } from 'react'
import { act } from '@/components/commands/act'
import { changeExpense, deleteExpense } from '@/components/commands/expenses'
import { duplicateHref } from '@/components/expenses/duplicate-href'
import { choices } from '@/components/parts/category/choices'
import { useHere } from '@/components/parts/here'
import { focusPanel } from '@/components/parts/panel/panel'
import { closerOfPanel, openPanel } from '@/components/parts/panel/panel-address'
import { clearToast } from '@/components/ui/toast/toast-store'
import { useCategories } from '@/lib/client/hooks/categories'
import { toDecimal } from '@/lib/core/money'
import { parseAmount } from '@/lib/core/reading/amount'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import { pick } from '@/lib/domain/merge'
import { beginEdit, type EditEvent, nextEdit, wantedOf } from './edit-expense-model'
import { forgetEdits, keepEdits, keptEdits } from './edits'
import { problemsOf, readForm, type Typed } from './expense-values'

/** An expense that exists as it is edited, and what can be done with it. */
export function useEditExpense(expense: Row<'expense'>) {
  const { spaceId: walletId, id, currency } = expense
  const [form, tell] = useReducer(nextEdit, id, (id) => beginEdit(keptEdits(id)))
  const busy = useRef(false)
  const { locale } = useHere()
  const all = useCategories(walletId)
  const shownId = (categoryId: string) => (all ? canonicalId(all, categoryId) : categoryId)
  const nameOf = (categoryId: string) => all?.get(categoryId)?.name
  const stored: Typed = {
    amount: toDecimal(expense.amount, currency),
    categoryId: shownId(expense.categoryId),
    ...{ date: expense.date, note: expense.note },
  }
  const { edits, seen } = form
  const values = { ...stored, ...edits }
  const amount = parseAmount(values.amount, currency)
  const category = nameOf(values.categoryId)

  const run = async (work: () => Promise<void>) => {
    if (busy.current) return
    busy.current = true
    clearToast()
    const close = closerOfPanel()
    try {
      await work()
      close()
    } catch (error) {
      tell({ is: 'refused', problems: problemsOf(error) })
    } finally {
      busy.current = false
    }
  }

  return {
    ...{ form, values, amount, categories: all && choices(all, expense.categoryId) },
    change: (some: Partial<Typed>) => {
      const event: EditEvent = { is: 'written', change: some, expense }
      tell(event)
      keepEdits(id, nextEdit(form, event), stored)
    },
    save: () => {
      const read = readForm(values, amount)
      if (!read.ok) return tell({ is: 'refused', problems: read.problems })
      const saw = { ...expense, ...seen }
      const shown = { ...saw, categoryId: shownId(saw.categoryId) }
      const wanted = wantedOf(shown, pick(read.value, Object.keys(edits)), currency)
      const said = { category: nameOf(read.value.categoryId), currency, locale }
      void run(async () => {
        if (Object.keys(wanted).length > 0) await act(changeExpense(saw, wanted, said))
        forgetEdits(id)
      })
    },
    discard: () => {
      forgetEdits(id)
      tell({ is: 'discarded' })
      focusPanel()
    },
    remove: () => void run(() => act(deleteExpense({ expense, category }, locale))),
    duplicate: () => openPanel(duplicateHref(expense, category)),
  }
}
