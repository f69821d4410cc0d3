'use client'

import { Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { closerOfPanel, openPanel } from '@/components/shell/panel-address'
import { buttonClass } from '@/components/ui/button-class'
import { clearToast, showToast } from '@/components/ui/toast-store'
import { useCategories } from '@/lib/client/hooks/categories'
import { useLocale, useToday } from '@/lib/client/hooks/clock'
import { useInQuestion } from '@/lib/client/hooks/conflicts'
import { mutate } from '@/lib/client/mutate'
import type { FormState } from '@/lib/core/form'
import { toDecimal } from '@/lib/core/money'
import { canonicalId } from '@/lib/domain/categories/rules'
import type { Row } from '@/lib/domain/entities'
import { changesOf, turned } from './expense-changes'
import { ExpenseForm } from './expense-form'
import { ExpenseHistory } from './expense-history'
import {
  choices,
  duplicateHref,
  inWords,
  problemsOf,
  type Read,
  readForm,
  type Typed,
} from './expense-values'
import { QuestionNotice } from './question-notice'
import { remove } from './row-actions'
import { undoing } from './undoing'

type Expense = Row<'expense'>

/**
 * The form of an expense that exists. A field that was not touched follows what other devices write; one that was
 * keeps what was typed, and is saved as a change of the value that stood there when typing began.
 */
export function EditExpense({ expense }: { expense: Expense }) {
  const [edits, setEdits] = useState<Partial<Typed>>({})
  const [seen, setSeen] = useState<Partial<Read>>({})
  const [problems, setProblems] = useState<FormState>({})
  const busy = useRef(false)
  const today = useToday()
  const locale = useLocale()
  const { spaceId: walletId, id, currency } = expense
  const all = useCategories(walletId)
  const inQuestion = useInQuestion(walletId)?.ids.has(id) ?? false
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
      showToast(`Changed to ${words}`, {
        label: 'Undo',
        run: () =>
          undoing(
            'expense.update',
            { walletId, id, changes: turned(changes) },
            `Change back ${words}`,
          ),
      })
    })
  }

  const category = all?.get(values.categoryId)?.name

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
      before={inQuestion && <QuestionNotice />}
      buttons={
        <>
          <button type="submit" className={buttonClass('primary', 'order-last flex-1')}>
            Save
          </button>
          <button
            type="button"
            onClick={() => void run(() => remove({ expense, category }))}
            className={buttonClass('danger')}
          >
            <Trash2 size={18} strokeWidth={1.75} />
            Delete
          </button>
          <button
            type="button"
            onClick={() => openPanel(duplicateHref(expense, category))}
            className={buttonClass('secondary')}
          >
            Duplicate
          </button>
        </>
      }
    />
  )
}
