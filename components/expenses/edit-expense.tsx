'use client'

import { Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { showToast } from '@/components/ui/toast-store'
import { useCategories } from '@/lib/client/hooks/categories'
import { useLocale, useToday } from '@/lib/client/hooks/clock'
import { useInQuestion } from '@/lib/client/hooks/conflicts'
import { mutate } from '@/lib/client/mutate'
import type { FormState } from '@/lib/core/form'
import { toDecimal } from '@/lib/core/money'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Changes, Row } from '@/lib/domain/entities'
import { ExpenseForm } from './expense-form'
import { ExpenseHistory } from './expense-history'
import { choices, inWords, problemsOf, type Read, readForm, type Typed } from './expense-values'
import { QuestionNotice } from './question-notice'

type Expense = Row<'expense'>

/**
 * The form of an expense that exists. A field that was not touched follows what other devices write; one that was
 * keeps what was typed, and is saved as a change of the value that stood there when typing began.
 */
export function EditExpense({ expense, onDone }: { expense: Expense; onDone: () => void }) {
  const [edits, setEdits] = useState<Partial<Typed>>({})
  const [seen, setSeen] = useState<Partial<Read>>({})
  const [problems, setProblems] = useState<FormState>({})
  const busy = useRef(false)
  const today = useToday()
  const locale = useLocale()
  const { spaceId: walletId, id, currency } = expense
  const all = useCategories(walletId)
  const { ids: inQuestion } = useInQuestion(walletId)
  const categoryOf = (categoryId: string) => (all ? canonicalId(all, categoryId) : categoryId)
  const values: Typed = {
    amount: toDecimal(expense.amount, currency),
    categoryId: categoryOf(expense.categoryId),
    date: expense.date,
    note: expense.note,
    ...edits,
  }

  const change = (some: Partial<Typed>) => {
    const { amount, categoryId, date, note } = expense
    const now: Read = { amount, categoryId, date, note }
    const began = Object.fromEntries(
      Object.entries(now).filter(([name]) => name in some && !(name in seen)),
    )
    setSeen({ ...seen, ...began })
    setEdits({ ...edits, ...some })
  }

  const run = async (work: () => Promise<void>) => {
    if (busy.current) return
    busy.current = true
    try {
      await work()
      onDone()
    } catch (error) {
      setProblems(problemsOf(error))
    } finally {
      busy.current = false
    }
  }

  const save = () => {
    const read = readForm(values, currency)
    if (!read.ok) {
      setProblems(read.problems)
      return
    }
    const from: Read = { ...expense, ...seen }
    const changes = changesOf(from, read.value, edits, categoryOf)
    const words = inWords({ ...read.value, currency }, all?.get(read.value.categoryId)?.name)
    void run(async () => {
      if (Object.keys(changes).length === 0) return
      await mutate('expense.update', { walletId, id, changes }, `Change ${words}`)
    })
  }

  const remove = () => {
    const words = inWords(expense, all?.get(values.categoryId)?.name)
    const { amount, rate, payers, split, date, categoryId, note } = expense
    void run(async () => {
      const seenNow = { amount, currency, rate, payers, split, date, categoryId, note }
      await mutate('expense.delete', { walletId, id, seen: seenNow }, `Delete ${words}`)
      showToast(`Deleted ${words}`, { label: 'Undo', run: () => undo(walletId, id, words) })
    })
  }

  return (
    <ExpenseForm
      isNew={false}
      values={values}
      onChange={change}
      categories={all && choices(all, expense.categoryId)}
      currency={currency}
      locale={locale}
      today={today}
      problems={problems}
      onSave={save}
      after={<ExpenseHistory expense={expense} />}
      before={inQuestion.has(id) && <QuestionNotice />}
      buttons={
        <>
          <button type="submit" className={buttonClass('primary', 'order-last flex-1')}>
            Save
          </button>
          <button type="button" onClick={remove} className={buttonClass('danger')}>
            <Trash2 size={18} strokeWidth={1.75} />
            Delete
          </button>
        </>
      }
    />
  )
}

/** What was really changed: touched fields whose value is another one now, each with what its author saw there. */
function changesOf(
  from: Read,
  to: Read,
  edits: Partial<Typed>,
  categoryOf: (id: string) => string,
): Changes<'expense'> {
  const { amount, date, categoryId, note } = edits
  const changes: Changes<'expense'> = {}
  if (amount !== undefined && to.amount !== from.amount) {
    changes.money = { from: { amount: from.amount }, to: { amount: to.amount } }
  }
  if (date !== undefined && to.date !== from.date) {
    changes.date = { from: { date: from.date }, to: { date: to.date } }
  }
  if (categoryId !== undefined && to.categoryId !== categoryOf(from.categoryId)) {
    changes.category = {
      from: { categoryId: from.categoryId },
      to: { categoryId: to.categoryId },
    }
  }
  if (note !== undefined && to.note !== from.note) {
    changes.note = { from: { note: from.note }, to: { note: to.note } }
  }
  return changes
}

async function undo(walletId: string, id: string, words: string) {
  try {
    await mutate('expense.restore', { walletId, id }, `Restore ${words}`)
  } catch (error) {
    showToast(problemsOf(error).message ?? 'It could not be brought back.')
  }
}
