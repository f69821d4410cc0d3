'use client'

import { Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { act } from '@/components/commands/act'
import { changeExpense, deleteExpense } from '@/components/commands/expenses'
import { duplicateHref } from '@/components/expenses/duplicate-href'
import { choices } from '@/components/parts/category/choices'
import { useHere } from '@/components/parts/here'
import { focusPanel } from '@/components/parts/panel/panel'
import { closerOfPanel, openPanel } from '@/components/parts/panel/panel-address'
import { buttonClass } from '@/components/ui/button-class'
import { clearToast } from '@/components/ui/toast/toast-store'
import { useCategories } from '@/lib/client/hooks/categories'
import { useInQuestion } from '@/lib/client/hooks/conflicts'
import { useWallets } from '@/lib/client/hooks/wallets'
import type { FormState } from '@/lib/core/form'
import { toDecimal } from '@/lib/core/money'
import { parseAmount } from '@/lib/core/reading/amount'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import { changed, pick } from '@/lib/domain/merge'
import { type Edits, forgetEdits, keepEdits, keptEdits, noEdits } from './edits'
import { ExpenseChanges } from './expense-changes'
import { ExpenseForm } from './expense-form'
import { problemsOf, type Read, readForm, type Typed } from './expense-values'
import { LeftNotice } from './left-notice'
import { QuestionNotice } from './question-notice'

type Expense = Row<'expense'>

/**
 * The form of an expense that exists. A field that was not touched follows what other devices write; one that was
 * keeps what was typed, also on this device until it is saved, as a change of the value that stood there when typing
 * began.
 */
export function EditExpense({ expense }: { expense: Expense }) {
  /** What was left here unsaved, for as long as the form goes on with it. */
  const [left, setLeft] = useState(() => keptEdits(expense.id))
  const [{ edits, seen }, setEdits] = useState<Edits>(left ?? noEdits)
  const [problems, setProblems] = useState<FormState>({})
  const busy = useRef(false)
  const { locale } = useHere()
  const { spaceId: walletId, id, currency } = expense
  const all = useCategories(walletId)
  const wallet = useWallets()?.find(({ id }) => id === walletId)
  const inQuestion = useInQuestion(walletId)?.ids.has(id) ?? false
  const categoryOf = (categoryId: string) => (all ? canonicalId(all, categoryId) : categoryId)
  const stored: Typed = {
    amount: toDecimal(expense.amount, currency),
    categoryId: categoryOf(expense.categoryId),
    date: expense.date,
    note: expense.note,
  }
  const values = { ...stored, ...edits }
  const amount = parseAmount(values.amount, currency)

  const change = (some: Partial<Typed>) => {
    const began = pick(
      expense,
      Object.keys(some).filter((name) => !(name in seen)),
    )
    // What the amount was seen in: its wallet may be written in another currency before it is saved.
    const inCurrency = 'amount' in began && { currency }
    const next = { edits: { ...edits, ...some }, seen: { ...seen, ...began, ...inCurrency } }
    setEdits(next)
    keepEdits(id, next, stored)
  }

  const run = async (work: () => Promise<void>) => {
    if (busy.current) return
    busy.current = true
    clearToast()
    const close = closerOfPanel()
    try {
      await work()
      close()
    } catch (error) {
      setProblems(problemsOf(error))
    } finally {
      busy.current = false
    }
  }

  const save = () => {
    const read = readForm(values, amount)
    if (!read.ok) {
      setProblems(read.problems)
      return
    }
    const saw = { ...expense, ...seen }
    const wanted = wantedOf(saw, pick(read.value, Object.keys(edits)), currency, categoryOf)
    const name = all?.get(read.value.categoryId)?.name
    void run(async () => {
      if (Object.keys(wanted).length === 0) return forgetEdits(id)
      await act(changeExpense(saw, wanted, { category: name, locale }))
      forgetEdits(id)
    })
  }

  const discard = () => {
    forgetEdits(id)
    setLeft(undefined)
    setEdits(noEdits)
    setProblems({})
    focusPanel()
  }

  const category = all?.get(values.categoryId)?.name

  return (
    <ExpenseForm
      isNew={false}
      values={values}
      amount={amount}
      onChange={change}
      categories={all && choices(all, expense.categoryId)}
      wallet={wallet}
      problems={problems}
      onSave={save}
      after={
        <>
          <ExpenseChanges expense={expense} />
          <button
            type="button"
            onClick={() => void run(() => act(deleteExpense({ expense, category }, locale)))}
            className={buttonClass('danger', 'w-full')}
          >
            <Trash2 size={18} strokeWidth={1.75} />
            Delete
          </button>
        </>
      }
      before={
        <>
          {left && <LeftNotice onDiscard={discard} />}
          {inQuestion && <QuestionNotice />}
        </>
      }
      buttons={
        <>
          <button
            type="button"
            onClick={() => openPanel(duplicateHref(expense, category))}
            className={buttonClass('secondary')}
          >
            Duplicate
          </button>
          <button type="submit" className={buttonClass('primary', 'flex-1')}>
            Save
          </button>
        </>
      }
    />
  )
}

/** What was really changed of what was typed; a figure goes with the currency that it was typed in. */
function wantedOf(
  saw: Expense,
  typed: Partial<Read>,
  currency: string,
  categoryOf: (id: string) => string,
): Partial<Read & { currency: string }> {
  const wanted = changed({ ...saw, categoryId: categoryOf(saw.categoryId) }, typed)
  return 'amount' in wanted ? { ...wanted, currency } : wanted
}
